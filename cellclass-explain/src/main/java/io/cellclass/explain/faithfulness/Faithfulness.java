package io.cellclass.explain.faithfulness;

import io.cellclass.Classifier;
import io.cellclass.EvaluationListener;
import io.cellclass.Explainer;
import io.cellclass.Sample;
import io.cellclass.explain.CentredGaussian;
import io.cellclass.explain.RandomMap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How far a method's explanations of a classifier can be trusted, measured on images. Immutable and
 * safe for concurrent use.
 *
 * <p>The numbers mean little alone: hold them against those of {@link RandomMap} and {@link
 * CentredGaussian} on the same images, in pairs by {@link #difference}.
 */
public final class Faithfulness {
  private final String method;
  private final List<ImageFaithfulness> perImage;

  private Faithfulness(String method, List<ImageFaithfulness> perImage) {
    this.method = method;
    this.perImage = perImage;
  }

  /**
   * Explains images for the label that they are given, and measures the explanations: {@link
   * Deletion#standard}, {@link Insertion#standard}, {@link Road#standard}, {@link ConfidenceChange}
   * and, where the true cell is known, {@link Localisation}. The classifier sees each image about
   * 44 times, in calls of up to 32 images; beside a few images and maps as many changed copies are
   * in memory.
   *
   * @param explainer explains the classifier
   * @param classifier judges the changed copies
   * @param samples with ids that differ, at least one; their labels do not matter
   * @param masks where the true cells are known from, or {@link MaskSource#none()}
   * @param listener told of the progress, and of images that cannot be read, themselves or their
   *     mask: if it lets them pass, they are left out
   * @throws IllegalArgumentException if there is no sample, two have the same id, a mask has
   *     another size than its image, or the classifier does not know a label that was explained
   * @throws IllegalStateException if the classifier is closed
   * @throws IOException if the listener throws it, or all images were left out
   */
  public static Faithfulness of(
      Explainer explainer,
      Classifier classifier,
      List<Sample> samples,
      MaskSource masks,
      EvaluationListener listener)
      throws IOException {
    List<ImageFaithfulness> measured =
        new FaithfulnessRun(explainer, classifier, masks, listener).measure(samples);
    return of(explainer.method(), measured);
  }

  /**
   * The result that consists of these images.
   *
   * @param method the method's name
   * @throws IllegalArgumentException if there is no image, or two have the same id
   */
  public static Faithfulness of(String method, List<ImageFaithfulness> perImage) {
    if (perImage.isEmpty()) {
      throw new IllegalArgumentException("expected at least one image, found none");
    }
    Faithfulness result = new Faithfulness(method, List.copyOf(perImage));
    result.byId();
    return result;
  }

  /** The name of the method. */
  public String method() {
    return method;
  }

  /** What was measured of each image, in the order of the samples; immutable. */
  public List<ImageFaithfulness> perImage() {
    return perImage;
  }

  /** The number of images, those left out not counted. */
  public int images() {
    return perImage.size();
  }

  /** The number of images whose true cell was known. */
  public int masks() {
    return values(Measure.HIT).size();
  }

  /**
   * The mean of a measure over the images that have it, with its 95 % interval; empty if none has,
   * as their true cell is not known.
   */
  public Optional<Estimate> mean(Measure measure) {
    List<Double> values = values(measure);
    return values.isEmpty() ? Optional.empty() : Optional.of(Estimate.of(values));
  }

  private List<Double> values(Measure measure) {
    return perImage.stream()
        .map(image -> image.value(measure))
        .filter(OptionalDouble::isPresent)
        .map(OptionalDouble::getAsDouble)
        .toList();
  }

  /**
   * The mean over images of this one's value less the other's, with its 95 % interval. Differences
   * on the same image vary less than the values do, so that this tells methods apart where their
   * means' intervals overlap. {@link Measure#largerIsBetter} tells which side is the better.
   *
   * @param other measured on the same images, in any order
   * @return empty if no image has the measure in both
   * @throws IllegalArgumentException if an image is only in one of them
   */
  public Optional<Estimate> difference(Faithfulness other, Measure measure) {
    Map<String, ImageFaithfulness> others = other.byId();
    List<Double> differences = new ArrayList<>();
    for (ImageFaithfulness image : perImage) {
      ImageFaithfulness pair = others.remove(image.id());
      if (pair == null) {
        throw onlyIn(method, image);
      }
      OptionalDouble mine = image.value(measure);
      OptionalDouble theirs = pair.value(measure);
      if (mine.isPresent() && theirs.isPresent()) {
        differences.add(mine.getAsDouble() - theirs.getAsDouble());
      }
    }
    if (!others.isEmpty()) {
      throw onlyIn(other.method, others.values().iterator().next());
    }
    return differences.isEmpty() ? Optional.empty() : Optional.of(Estimate.of(differences));
  }

  private Map<String, ImageFaithfulness> byId() {
    Map<String, ImageFaithfulness> byId = new LinkedHashMap<>();
    for (ImageFaithfulness image : perImage) {
      if (byId.put(image.id(), image) != null) {
        throw new IllegalArgumentException(
            "expected each image once, found " + image.id() + " twice");
      }
    }
    return byId;
  }

  private static IllegalArgumentException onlyIn(String method, ImageFaithfulness image) {
    return new IllegalArgumentException(
        "expected measures of the same images, found "
            + image.id()
            + " in those of "
            + method
            + " only");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Faithfulness that
        && method.equals(that.method)
        && perImage.equals(that.perImage);
  }

  @Override
  public int hashCode() {
    return 31 * method.hashCode() + perImage.hashCode();
  }

  @Override
  public String toString() {
    return "Faithfulness[" + method + ", " + images() + " images, " + masks() + " masks]";
  }
}
