package io.cellclass.segment.count;

import io.cellclass.Classifier;
import io.cellclass.RgbImage;
import io.cellclass.segment.Detection;
import io.cellclass.segment.Detector;
import io.cellclass.segment.count.CellTyping.Window;
import io.cellclass.segment.slide.BlockListener;
import io.cellclass.segment.slide.SlideDetector;
import io.cellclass.segment.slide.SlideImage;
import java.io.IOException;
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

  /** A classifier is no faster with more at once. */
  private static final int BATCH = 16;

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
      counted(detection, image.width(), image.height()).ifPresent(cells::add);
    }
    if (classifier == null) {
      return CountedField.of(field, cells, List.of());
    }
    CellTyping typing = new CellTyping(classifier, margin, leastConfidence);
    List<RgbImage> crops =
        cells.stream().filter(CellTyping::isWhite).map(cell -> typing.crop(image, cell)).toList();
    return CountedField.of(field, typing.typed(cells, crops), classifier.labels().asList());
  }

  private Optional<CountedCell> counted(Detection detection, int width, int height) {
    return labels
        .kind(detection.label())
        .filter(
            kind ->
                detection.score() >= leastScore && border.counts(detection.box(), width, height))
        .map(kind -> CountedCell.of(detection, kind));
  }

  /**
   * Counts the cells of an image of any size, block by block, in memory that does not grow with it.
   * White cells are given to the classifier a few at a time.
   *
   * @param field what it is called in the result
   * @throws IllegalStateException if the detector, the classifier or the image is closed
   * @throws IOException if the image cannot be read, or the listener ends the work
   */
  public FieldCounts count(String field, SlideImage slide, BlockListener listener)
      throws IOException {
    return count(field, slide, SlideDetector.of(detector), listener);
  }

  FieldCounts count(String field, SlideImage slide, SlideDetector blocks, BlockListener listener)
      throws IOException {
    CellTally tally = new CellTally();
    if (classifier == null) {
      blocks.detect(
          slide,
          detection -> counted(detection, slide.width(), slide.height()).ifPresent(tally::add),
          listener);
      return tally.counts(field, List.of());
    }
    CellTyping typing = new CellTyping(classifier, margin, leastConfidence);
    List<CountedCell> white = new ArrayList<>();
    List<RgbImage> crops = new ArrayList<>();
    blocks.detect(
        slide,
        detection -> {
          Optional<CountedCell> cell = counted(detection, slide.width(), slide.height());
          if (cell.filter(CellTyping::isWhite).isEmpty()) {
            cell.ifPresent(tally::add);
            return;
          }
          Window window = typing.window(cell.get(), slide.width(), slide.height());
          white.add(cell.get());
          crops.add(slide.read(window.left(), window.top(), window.width(), window.height()));
          if (white.size() == BATCH) {
            typing.typed(white, crops).forEach(tally::add);
            white.clear();
            crops.clear();
          }
        },
        listener);
    typing.typed(white, crops).forEach(tally::add);
    return tally.counts(field, classifier.labels().asList());
  }
}
