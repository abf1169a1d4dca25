package io.cellclass.segment.count;

import io.cellclass.Classifier;
import io.cellclass.Label;
import io.cellclass.Prediction;
import io.cellclass.RgbImage;
import io.cellclass.segment.Box;
import io.cellclass.segment.Detection;
import io.cellclass.segment.Detector;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Counts the cells of fields with a detector, and tells the types of white cells with a classifier.
 * Immutable, and safe for concurrent use as both are; it closes neither.
 *
 * <pre>{@code
 * CellCounter counter = CellCounter.of(detector).withClassifier(classifier);
 * FieldCounts counts = counter.count("field 1", RgbImage.read(file));
 * }</pre>
 */
public final class CellCounter {
  private static final double MARGIN = 0.25;

  private final Detector detector;
  private final CountedLabels labels;
  private final double leastScore;
  private final BorderRule border;
  private final @Nullable Classifier classifier;
  private final double margin;
  private final double leastConfidence;

  private CellCounter(
      Detector detector,
      CountedLabels labels,
      double leastScore,
      BorderRule border,
      @Nullable Classifier classifier,
      double margin,
      double leastConfidence) {
    if (detector.labels().asList().stream().noneMatch(label -> labels.kind(label).isPresent())) {
      throw new IllegalArgumentException(
          "expected a detector of one of " + labels + ", found one of " + detector.labels());
    }
    this.detector = detector;
    this.labels = labels;
    this.leastScore = leastScore;
    this.border = border;
    this.classifier = classifier;
    this.margin = margin;
    this.leastConfidence = leastConfidence;
  }

  /**
   * A counter of all that a detector finds, all over the image, under the labels of {@link
   * CountedLabels#BCCD}.
   *
   * @throws IllegalArgumentException if the detector knows none of them
   */
  public static CellCounter of(Detector detector) {
    return new CellCounter(detector, CountedLabels.BCCD, 0, BorderRule.ALL, null, MARGIN, 0);
  }

  /**
   * A counter for a detector with other labels.
   *
   * @throws IllegalArgumentException if the detector knows none of them
   */
  public CellCounter withLabels(CountedLabels others) {
    return new CellCounter(
        detector, others, leastScore, border, classifier, margin, leastConfidence);
  }

  /**
   * A counter of detections with another least score.
   *
   * @throws IllegalArgumentException if it is not in [0, 1]
   */
  public CellCounter withLeastScore(double score) {
    requireShare(score, "a score");
    return new CellCounter(detector, labels, score, border, classifier, margin, leastConfidence);
  }

  /** A counter with another rule for cells at the border. */
  public CellCounter withBorder(BorderRule rule) {
    return new CellCounter(detector, labels, leastScore, rule, classifier, margin, leastConfidence);
  }

  /** A counter that tells the types of white cells, each shown with a quarter of its box around. */
  public CellCounter withClassifier(Classifier types) {
    return new CellCounter(detector, labels, leastScore, border, types, margin, leastConfidence);
  }

  /**
   * A counter that shows the classifier more or less around a white cell.
   *
   * @param share of the box's width to the left and right, and of its height above and below
   * @throws IllegalArgumentException if it is not in [0, 1]
   */
  public CellCounter withMargin(double share) {
    requireShare(share, "a margin");
    return new CellCounter(
        detector, labels, leastScore, border, classifier, share, leastConfidence);
  }

  /**
   * A counter that rejects white cells of which the classifier is less sure; of {@link #of} none.
   *
   * @throws IllegalArgumentException if it is not in [0, 1]
   */
  public CellCounter withLeastConfidence(double confidence) {
    requireShare(confidence, "a confidence");
    return new CellCounter(detector, labels, leastScore, border, classifier, margin, confidence);
  }

  private static void requireShare(double value, String what) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(what + " must be in [0, 1], not " + value);
    }
  }

  /**
   * Counts the cells of an image.
   *
   * @param field what it is called in the result
   * @throws IllegalStateException if the detector or the classifier is closed
   */
  public FieldCounts count(String field, RgbImage image) {
    Map<CellKind, List<Box>> found = new EnumMap<>(CellKind.class);
    for (CellKind kind : CellKind.values()) {
      found.put(kind, new ArrayList<>());
    }
    for (Detection detection : detector.detect(image)) {
      Optional<CellKind> kind = labels.kind(detection.label());
      if (kind.isPresent()
          && detection.score() >= leastScore
          && border.counts(detection.box(), image.width(), image.height())) {
        found.getOrDefault(kind.get(), List.of()).add(detection.box());
      }
    }
    List<Box> white = found.getOrDefault(CellKind.WHITE_CELL, List.of());
    int red = found.getOrDefault(CellKind.RED_CELL, List.of()).size();
    int platelets = found.getOrDefault(CellKind.PLATELET, List.of()).size();
    if (classifier == null) {
      return FieldCounts.of(field, red, white.size(), platelets);
    }
    List<TypeCount> types = types(classifier, image, white);
    int typed = types.stream().mapToInt(TypeCount::count).sum();
    return new FieldCounts(field, red, white.size(), platelets, types, white.size() - typed);
  }

  private List<TypeCount> types(Classifier types, RgbImage image, List<Box> cells) {
    int[] counts = new int[types.labels().size()];
    if (!cells.isEmpty()) {
      List<RgbImage> crops = cells.stream().map(cell -> crop(image, cell)).toList();
      for (Prediction prediction : types.classify(crops)) {
        if (prediction.confidence() >= leastConfidence) {
          counts[types.labels().indexOf(prediction.label())]++;
        }
      }
    }
    List<TypeCount> counted = new ArrayList<>();
    for (Label label : types.labels()) {
      counted.add(new TypeCount(label, counts[types.labels().indexOf(label)]));
    }
    return counted;
  }

  /** The part of the image about a cell; at least a pixel. */
  private RgbImage crop(RgbImage image, Box cell) {
    double across = cell.width() * (1 + 2 * margin);
    double down = cell.height() * (1 + 2 * margin);
    Box box =
        Box.centred(cell.centreX(), cell.centreY(), across, down)
            .clipped(image.width(), image.height());
    int left = Math.min((int) box.left(), image.width() - 1);
    int top = Math.min((int) box.top(), image.height() - 1);
    int width = Math.max(1, (int) Math.ceil(box.right()) - left);
    int height = Math.max(1, (int) Math.ceil(box.bottom()) - top);
    byte[] bytes = new byte[3 * width * height];
    for (int i = 0; i < width * height; i++) {
      int rgb = image.rgb(left + i % width, top + i / width);
      bytes[3 * i] = (byte) (rgb >> 16);
      bytes[3 * i + 1] = (byte) (rgb >> 8);
      bytes[3 * i + 2] = (byte) rgb;
    }
    return RgbImage.of(width, height, bytes);
  }
}
