package io.cellclass.segment.evaluation;

import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.RgbImage;
import io.cellclass.segment.BoxedImage;
import io.cellclass.segment.Detection;
import io.cellclass.segment.Detector;
import io.cellclass.segment.LabelledBox;
import io.cellclass.segment.count.CountAgreement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How well a detector did on images whose cells are known.
 *
 * <p>Average precision is COCO's (Lin et al. 2014; its {@code cocoeval} for boxes of all sizes):
 * greedy matching by score within an image, the precision at 101 recalls. Two things differ. All
 * detections of an image count, not the first 100, as a field may hold more cells. Detections of
 * equal score come in together, so that no order of images or detections changes a figure.
 */
public final class DetectionEvaluation {
  private static final double HALF = 0.5;

  private final LabelSet labels;
  private final List<DetectedImage> images;
  private final Map<Label, Double> trainingMeans;

  private DetectionEvaluation(
      LabelSet labels, List<DetectedImage> images, Map<Label, Double> trainingMeans) {
    this.labels = labels;
    this.images = List.copyOf(images);
    this.trainingMeans = Map.copyOf(trainingMeans);
  }

  /**
   * The evaluation of these detections.
   *
   * @param labels what the detector can find
   * @throws IllegalArgumentException if there is no image, or a cell has a label that is not one of
   *     these
   */
  public static DetectionEvaluation of(LabelSet labels, List<DetectedImage> images) {
    if (images.isEmpty()) {
      throw new IllegalArgumentException("expected at least one image, found none");
    }
    for (DetectedImage image : images) {
      for (LabelledBox box : image.truth()) {
        requireKnown(labels, box.label(), image.id());
      }
      for (Detection detection : image.found()) {
        requireKnown(labels, detection.label(), image.id());
      }
    }
    return new DetectionEvaluation(labels, images, Map.of());
  }

  /**
   * Finds the cells of images, one after the other, and compares with what an expert marked.
   *
   * <p>A detector that itself drops detections of low score cuts the curve of precision and recall
   * short: let it give all it has.
   *
   * @throws IllegalArgumentException if there is no image, or, before an image is looked at, if a
   *     true cell has a label that the detector does not know
   * @throws IOException if an image cannot be read, or the listener throws it
   */
  public static DetectionEvaluation of(
      Detector detector, List<BoxedImage> images, ProgressListener listener) throws IOException {
    for (BoxedImage image : images) {
      for (LabelledBox box : image.boxes()) {
        requireKnown(detector.labels(), box.label(), image.id());
      }
    }
    List<DetectedImage> detected = new ArrayList<>();
    for (BoxedImage image : images) {
      RgbImage seen = image.image().read();
      detected.add(
          new DetectedImage(
              image.id(), seen.width(), seen.height(), image.boxes(), detector.detect(seen)));
      listener.progressed(detected.size(), images.size());
    }
    return of(detector.labels(), detected);
  }

  private static void requireKnown(LabelSet labels, Label label, String id) {
    if (!labels.contains(label)) {
      throw new IllegalArgumentException(
          id + ": unknown label " + label + ", expected one of " + labels);
    }
  }

  /**
   * The same evaluation with a baseline for counts that knows these images, which the detector was
   * trained on, and not the evaluated ones.
   *
   * @throws IllegalArgumentException if there is no image
   */
  public DetectionEvaluation withTrainingImages(List<BoxedImage> training) {
    if (training.isEmpty()) {
      throw new IllegalArgumentException("expected at least one image, found none");
    }
    Map<Label, Double> means = new LinkedHashMap<>();
    for (Label label : labels) {
      long cells =
          training.stream()
              .flatMap(image -> image.boxes().stream())
              .filter(box -> box.label().equals(label))
              .count();
      means.put(label, (double) cells / training.size());
    }
    return new DetectionEvaluation(labels, images, means);
  }

  /** What the detector can find. */
  public LabelSet labels() {
    return labels;
  }

  /** The number of images. */
  public int images() {
    return images.size();
  }

  /** Image by image, in the order given; immutable. */
  public List<DetectedImage> outcomes() {
    return images;
  }

  /**
   * The average precision of a label at a threshold of the IoU, in [0, 1].
   *
   * @param threshold from which IoU on a detection is right, in (0, 1]
   * @return empty if no image has such a cell
   * @throws IllegalArgumentException if the label is unknown, or the threshold is not in (0, 1]
   */
  public OptionalDouble averagePrecision(Label label, double threshold) {
    requireKnown(label);
    if (!(threshold > 0 && threshold <= 1)) {
      throw new IllegalArgumentException("a threshold must be in (0, 1], not " + threshold);
    }
    BoxMatching matching = BoxMatching.of(images, label, threshold);
    return matching.truths() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(matching.averagePrecision());
  }

  /**
   * The mean of the average precision of a label over the thresholds 0.5, 0.55, ... 0.95.
   *
   * @return empty if no image has such a cell
   * @throws IllegalArgumentException if the label is unknown
   */
  public OptionalDouble averagePrecision(Label label) {
    return IntStream.range(0, 10)
        .mapToObj(i -> averagePrecision(label, (50 + 5 * i) / 100.0))
        .flatMapToDouble(OptionalDouble::stream)
        .average();
  }

  /**
   * The mean at an IoU of 0.5 of the average precision of the labels that have cells: COCO's AP50.
   *
   * @return empty if no image has a cell
   */
  public OptionalDouble map50() {
    return labels.asList().stream()
        .flatMapToDouble(label -> averagePrecision(label, HALF).stream())
        .average();
  }

  /**
   * The mean over the labels that have cells, and the thresholds 0.5 to 0.95: COCO's AP.
   *
   * @return empty if no image has a cell
   */
  public OptionalDouble map() {
    return labels.asList().stream()
        .flatMapToDouble(label -> averagePrecision(label).stream())
        .average();
  }

  /**
   * How many cells of a label were found with this score or a higher one, at an IoU of 0.5.
   *
   * @throws IllegalArgumentException if the label is unknown
   */
  public DetectionRates rates(Label label, double score) {
    requireKnown(label);
    return BoxMatching.of(images, label, HALF).from(label, score);
  }

  /**
   * How far the counts of a label are off, detections with this score or a higher one counted.
   *
   * @return its constant is the mean of the training images, if they were {@link
   *     #withTrainingImages given}, else of the evaluated ones
   * @throws IllegalArgumentException if the label is unknown
   */
  public CountError countError(Label label, double score) {
    requireKnown(label);
    double[] truth = images.stream().mapToDouble(image -> image.truths(label)).toArray();
    double[] found = images.stream().mapToDouble(image -> image.found(label, score)).toArray();
    Double trained = trainingMeans.get(label);
    double constant = trained == null ? mean(truth.length, i -> truth[i]) : trained;
    return new CountError(
        label,
        score,
        images.size(),
        mean(truth.length, i -> Math.abs(found[i] - truth[i])),
        mean(truth.length, i -> found[i] - truth[i]),
        constant,
        mean(truth.length, i -> Math.abs(constant - truth[i])),
        trained == null ? CountError.Source.EVALUATED : CountError.Source.TRAINING);
  }

  /**
   * How well the counts of a label agree with the expert's, detections with this score or a higher
   * one counted.
   *
   * @throws IllegalArgumentException if the label is unknown, or there are fewer than two images
   */
  public CountAgreement countAgreement(Label label, double score) {
    requireKnown(label);
    return CountAgreement.of(
        images.stream().mapToDouble(image -> image.found(label, score)).toArray(),
        images.stream().mapToDouble(image -> image.truths(label)).toArray());
  }

  /**
   * What was got wrong at an IoU of 0.5, and what may lie behind it.
   *
   * @param least the score from which a detection of a label counts
   * @throws IllegalArgumentException if the size of an image is not known
   */
  public DetectionMistakes mistakes(ToDoubleFunction<Label> least) {
    List<MistakeFinder> finders =
        images.stream().map(image -> new MistakeFinder(image, least)).toList();
    Map<Label, List<DetectionMistakes.OfImage>> byLabel = new LinkedHashMap<>();
    for (Label label : labels) {
      List<List<BoxMatching.Scored>> counted =
          BoxMatching.of(images, label, HALF).byImage(images.size(), least.applyAsDouble(label));
      List<DetectionMistakes.OfImage> found = new ArrayList<>();
      for (int i = 0; i < finders.size(); i++) {
        found.add(finders.get(i).find(label, counted.get(i)));
      }
      byLabel.put(label, found);
    }
    return new DetectionMistakes(labels, byLabel);
  }

  private void requireKnown(Label label) {
    if (!labels.contains(label)) {
      throw new IllegalArgumentException("unknown label " + label + ", expected one of " + labels);
    }
  }

  private static double mean(int n, IntToDoubleFunction value) {
    return IntStream.range(0, n).mapToDouble(value).sum() / n;
  }

  @Override
  public String toString() {
    return "DetectionEvaluation[" + images() + " images, mAP at 0.5 " + map50() + "]";
  }
}
