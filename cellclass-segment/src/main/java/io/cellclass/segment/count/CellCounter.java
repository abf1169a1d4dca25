package io.cellclass.segment.count;

import io.cellclass.Classifier;
import io.cellclass.RgbImage;
import io.cellclass.segment.Detection;
import io.cellclass.segment.Detector;
import java.util.ArrayList;
import java.util.List;
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
    return countWithCells(field, image).counts();
  }

  /**
   * Counts the cells of an image, and hands them on: to be drawn, looked at or measured.
   *
   * @param field what it is called in the result
   * @throws IllegalStateException if the detector or the classifier is closed
   */
  public CountedField countWithCells(String field, RgbImage image) {
    List<CountedCell> cells = new ArrayList<>();
    for (Detection detection : detector.detect(image)) {
      Optional<CellKind> kind = labels.kind(detection.label());
      if (kind.isPresent()
          && detection.score() >= leastScore
          && border.counts(detection.box(), image.width(), image.height())) {
        cells.add(CountedCell.of(detection, kind.get()));
      }
    }
    if (classifier == null) {
      return CountedField.of(field, cells, List.of());
    }
    CellTyping typing = new CellTyping(classifier, margin, leastConfidence);
    return CountedField.of(field, typing.typed(cells, image), classifier.labels().asList());
  }
}
