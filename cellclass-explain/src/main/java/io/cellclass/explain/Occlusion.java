package io.cellclass.explain;

import io.cellclass.Classifier;
import io.cellclass.Differentiable;
import io.cellclass.Explainer;
import io.cellclass.Explanation;
import io.cellclass.Heatmap;
import io.cellclass.Label;
import io.cellclass.Prediction;
import io.cellclass.RgbImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Explains by covering parts of the image (Zeiler and Fergus 2014, section 4.2): a pixel's value is
 * by how much the target's probability falls when a square patch over it is given the colour of the
 * background, as the mean of all patches that cover it; negative where it rises. Needs no gradient.
 * Safe for concurrent use if the classifier is.
 */
public final class Occlusion implements Explainer {
  private static final String METHOD = "Occlusion";
  private static final int BATCH = 32;

  private final Classifier classifier;
  private final double patch;
  private final double step;

  /** Covers squares of a fifth of the shorter side, a tenth of it apart. */
  public Occlusion(Classifier classifier) {
    this(classifier, 0.2, 0.1);
  }

  /**
   * An explainer of a classifier, which stays the caller's to close.
   *
   * @param patch the side of the patch as a share of the image's shorter side, above 0 up to 1
   * @param step the distance between patches, likewise; at most that of the side
   * @throws IllegalArgumentException if a share is out of range
   */
  public Occlusion(Classifier classifier, double patch, double step) {
    if (!(patch > 0 && patch <= 1 && step > 0 && step <= patch)) {
      throw new IllegalArgumentException(
          "expected a patch above 0 up to 1 and steps no larger, found " + patch + " and " + step);
    }
    this.classifier = classifier;
    this.patch = patch;
    this.step = step;
  }

  @Override
  public String method() {
    return METHOD;
  }

  @Override
  public List<Explanation> explain(List<RgbImage> images, Function<Prediction, Label> target) {
    return images.stream().map(image -> explain(image, target)).toList();
  }

  private Explanation explain(RgbImage image, Function<Prediction, Label> target) {
    Classifier fixed = classifier.viewing(image);
    Prediction prediction = fixed.classify(image);
    Label label = target.apply(prediction);
    double whole = prediction.probability(label);
    List<Patch> patches = patches(image);
    RgbImage background = Substitute.BACKGROUND.of(image);
    double[] sums = new double[image.width() * image.height()];
    int[] counts = new int[sums.length];
    for (int from = 0; from < patches.size(); from += BATCH) {
      List<Patch> batch = patches.subList(from, Math.min(patches.size(), from + BATCH));
      List<RgbImage> covered =
          batch.stream().map(covering -> covering.laidOver(image, background)).toList();
      List<Prediction> predictions = fixed.classify(covered);
      for (int i = 0; i < batch.size(); i++) {
        batch
            .get(i)
            .add(whole - predictions.get(i).probability(label), sums, counts, image.width());
      }
    }
    float[] map = new float[sums.length];
    for (int i = 0; i < map.length; i++) {
      map[i] = (float) (sums[i] / counts[i]);
    }
    return new Explanation(
        prediction,
        label,
        METHOD,
        Differentiable.INPUT,
        Heatmap.of(image.width(), image.height(), map));
  }

  private List<Patch> patches(RgbImage image) {
    int shorter = Math.min(image.width(), image.height());
    int side = Math.max(1, (int) Math.round(patch * shorter));
    int distance = Math.max(1, Math.min(side, (int) Math.round(step * shorter)));
    List<Patch> patches = new ArrayList<>();
    // Those at the border are cut there, so that its pixels are covered as often as others.
    for (int y = distance - side; y < image.height(); y += distance) {
      for (int x = distance - side; x < image.width(); x += distance) {
        patches.add(
            new Patch(
                Math.max(0, x),
                Math.max(0, y),
                Math.min(image.width(), x + side),
                Math.min(image.height(), y + side)));
      }
    }
    return patches;
  }

  /** Columns from left to before right, rows from top to before bottom. */
  private record Patch(int left, int top, int right, int bottom) {
    RgbImage laidOver(RgbImage image, RgbImage cover) {
      byte[] result = image.bytes();
      byte[] colour = cover.bytes();
      for (int y = top; y < bottom; y++) {
        int from = 3 * (y * image.width() + left);
        System.arraycopy(colour, from, result, from, 3 * (right - left));
      }
      return RgbImage.of(image.width(), image.height(), result);
    }

    void add(double value, double[] sums, int[] counts, int width) {
      for (int y = top; y < bottom; y++) {
        for (int x = left; x < right; x++) {
          sums[y * width + x] += value;
          counts[y * width + x]++;
        }
      }
    }
  }
}
