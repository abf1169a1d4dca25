package io.cellclass;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well a classifier did on images whose class is known. Immutable and safe for concurrent use.
 *
 * <p>A ratio with the denominator 0 is 0.
 */
public final class Evaluation {
  private final LabelSet labels;
  private final List<Outcome> outcomes;
  private final ConfusionMatrix confusion;

  private Evaluation(LabelSet labels, List<Outcome> outcomes) {
    this.labels = labels;
    this.outcomes = outcomes;
    this.confusion = ConfusionMatrix.of(labels, outcomes);
  }

  /**
   * Classifies the images of a data set, a batch at a time.
   *
   * @throws IllegalArgumentException if the data set is empty, or, before an image is classified,
   *     if a sample has a label that the classifier does not know
   * @throws UnreadableImageException if an image cannot be decoded
   * @throws IOException if an image cannot be read
   */
  public static Evaluation of(Classifier classifier, Dataset dataset) throws IOException {
    return of(classifier, dataset, EvaluationListener.none());
  }

  /**
   * Classifies the images of a data set, a batch at a time, and tells a listener, which may have
   * unreadable images left out.
   *
   * @throws IllegalArgumentException if the data set is empty, or, before an image is classified,
   *     if a sample has a label that the classifier does not know
   * @throws IOException if the listener throws it, or all images were left out
   */
  public static Evaluation of(Classifier classifier, Dataset dataset, EvaluationListener listener)
      throws IOException {
    List<Outcome> outcomes = new BatchClassification(classifier, listener).classify(dataset);
    return of(classifier.labels(), outcomes);
  }

  /**
   * The evaluation of these outcomes.
   *
   * @param labels the classifier's labels
   * @throws IllegalArgumentException if there is no outcome, or a true or predicted label is not
   *     one of the labels
   */
  public static Evaluation of(LabelSet labels, List<Outcome> outcomes) {
    if (outcomes.isEmpty()) {
      throw new IllegalArgumentException("expected at least one outcome, found none");
    }
    for (Outcome outcome : outcomes) {
      if (!labels.contains(outcome.label()) || !labels.contains(outcome.prediction().label())) {
        throw new IllegalArgumentException(
            "expected labels of " + labels + ", found the outcome " + outcome);
      }
    }
    return new Evaluation(labels, List.copyOf(outcomes));
  }

  /** The classifier's labels, in its order. */
  public LabelSet labels() {
    return labels;
  }

  /** What was said of each image, in the order of the data set; immutable. */
  public List<Outcome> outcomes() {
    return outcomes;
  }

  /** The number of images, those left out not counted. */
  public int images() {
    return outcomes.size();
  }

  /** How often images of each class were given each label. */
  public ConfusionMatrix confusion() {
    return confusion;
  }

  /** The share of images whose most probable label is the true one. */
  public double accuracy() {
    return confusion.accuracy();
  }

  /** The 95 % interval of the accuracy, as {@link Interval#wilson} defines it. */
  public Interval accuracyInterval() {
    return Interval.wilson(confusion.correct(), confusion.total());
  }

  /** The mean recall of the classes that have images. */
  public double balancedAccuracy() {
    return confusion.balancedAccuracy();
  }

  /**
   * The mean F1 of the classes that occur, as a true or a predicted label; see {@link
   * ConfusionMatrix#macroF1}.
   */
  public double macroF1() {
    return confusion.macroF1();
  }

  /**
   * How well one class is recognised.
   *
   * @throws IllegalArgumentException if the label is unknown
   */
  public LabelMetrics of(Label label) {
    return confusion.of(label);
  }

  /**
   * How far confidence and accuracy are apart, in [0, 1]: the expected calibration error of Guo et
   * al. 2017, equation 3, the mean over images of |accuracy - mean confidence| of the image's bin.
   * Its 15 bins (i/15, (i + 1)/15] divide the probability of the most probable label.
   */
  public double expectedCalibrationError() {
    return CalibrationError.of(outcomes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Evaluation that
        && labels.equals(that.labels)
        && outcomes.equals(that.outcomes);
  }

  @Override
  public int hashCode() {
    return 31 * labels.hashCode() + outcomes.hashCode();
  }

  @Override
  public String toString() {
    return "Evaluation["
        + confusion.correct()
        + " of "
        + images()
        + " images right, "
        + confusion
        + "]";
  }
}
