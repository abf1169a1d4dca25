package io.cellclass;

import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How well a classifier did on images whose class is known. Immutable and safe for concurrent use.
 *
 * <p>A ratio with the denominator 0 is 0. A measure of ranks that has nothing to rank is empty.
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
    List<Outcome> outcomes = new BatchClassification(classifier, dataset, listener).outcomes();
    return of(classifier.labels(), outcomes);
  }

  /**
   * The evaluation of these outcomes.
   *
   * @param labels the classifier's labels
   * @throws IllegalArgumentException if there is no outcome, a true label is not one of the labels,
   *     or a prediction does not give each of them a probability, and no other
   */
  public static Evaluation of(LabelSet labels, List<Outcome> outcomes) {
    if (outcomes.isEmpty()) {
      throw new IllegalArgumentException("expected at least one outcome, found none");
    }
    for (Outcome outcome : outcomes) {
      if (!labels.contains(outcome.label()) || !scores(outcome.prediction(), labels)) {
        throw new IllegalArgumentException(
            "expected labels of " + labels + ", found the outcome " + outcome);
      }
    }
    return new Evaluation(labels, List.copyOf(outcomes));
  }

  private static boolean scores(Prediction prediction, LabelSet labels) {
    List<Score> scores = prediction.scores();
    return scores.size() == labels.size()
        && scores.stream().map(Score::label).filter(labels::contains).distinct().count()
            == labels.size();
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

  /** The agreement with the true labels beyond chance; see {@link ConfusionMatrix#cohensKappa}. */
  public double cohensKappa() {
    return confusion.cohensKappa();
  }

  /**
   * The share of images whose true label is one of the k most probable, ties in the order of {@link
   * Prediction#scores}; for k = 1 the {@link #accuracy}.
   *
   * @param k from 1 up; from the number of labels up the share is 1
   * @throws IllegalArgumentException if k is below 1
   */
  public double topAccuracy(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("expected to look at 1 label or more, found " + k);
    }
    long among = outcomes.stream().filter(outcome -> isAmongFirst(k, outcome)).count();
    return (double) among / images();
  }

  private static boolean isAmongFirst(int k, Outcome outcome) {
    return outcome.prediction().scores().stream()
        .limit(k)
        .anyMatch(score -> score.label().equals(outcome.label()));
  }

  /**
   * The area under the receiver operating characteristic of one class against the rest, in [0, 1]:
   * how probable it is that an image of the class is given a higher probability of it than an image
   * of another, equal ones counting half (Fawcett 2006, section 7; the statistic of Mann and
   * Whitney). 0.5 is chance.
   *
   * @return empty if no image, or every image, has the label: then there is nothing to compare, and
   *     0 would say that all is in the wrong order
   * @throws IllegalArgumentException if the label is unknown
   */
  public OptionalDouble rocAuc(Label label) {
    return ranks(label).rocAuc();
  }

  /**
   * The mean of {@link #rocAuc} over the classes that have one.
   *
   * @return empty if none has: all images have the same label
   */
  public OptionalDouble macroRocAuc() {
    return mean(RankStatistics::rocAuc);
  }

  /**
   * The average precision of one class against the rest, in [0, 1]: going down the probabilities of
   * the class, the sum of the gain in recall times the precision reached, without interpolation;
   * images with equal probabilities come in together. It is what scikit-learn's {@code
   * average_precision_score} gives. Chance is the share of images that have the label.
   *
   * @return empty if no image has the label
   * @throws IllegalArgumentException if the label is unknown
   */
  public OptionalDouble averagePrecision(Label label) {
    return ranks(label).averagePrecision();
  }

  /** The mean of {@link #averagePrecision} over the classes that have images. */
  public double macroAveragePrecision() {
    return mean(RankStatistics::averagePrecision).orElse(0);
  }

  private RankStatistics ranks(Label label) {
    return RankStatistics.of(labels.get(labels.indexOf(label)), outcomes);
  }

  private OptionalDouble mean(Function<RankStatistics, OptionalDouble> measure) {
    return labels.asList().stream()
        .map(label -> measure.apply(ranks(label)))
        .flatMapToDouble(OptionalDouble::stream)
        .average();
  }

  /**
   * The mean over the images of -ln p, in nats, where p is the probability that was given to the
   * true label. A p below 10⁻¹⁵ counts as 10⁻¹⁵: 34.5 nats.
   */
  public double logLoss() {
    return LogLoss.mean(outcomes);
  }

  /**
   * The images by their confidence: 15 bins (i/15, (i + 1)/15] of the probability of the most
   * probable label, in rising order, empty ones too; the first holds 0 as well. Immutable.
   */
  public List<ReliabilityBin> reliability() {
    return ReliabilityBin.of(outcomes);
  }

  /**
   * How far confidence and accuracy are apart, in [0, 1]: the expected calibration error of Guo et
   * al. 2017, equation 3, the mean over images of |accuracy - mean confidence| of the image's bin
   * in {@link #reliability}.
   */
  public double expectedCalibrationError() {
    return CalibrationError.of(reliability());
  }

  /** What it costs and gains to leave unsure images unanswered. */
  public RiskCoverage riskCoverage() {
    return RiskCoverage.of(outcomes);
  }

  /**
   * The same by group instead of by image: an outcome for each group, with the mean of the
   * probabilities of its images, in the order in which they first occur.
   *
   * <p>A group whose images have several labels, such as a patient with many kinds of cells, has an
   * outcome for each: its images of one label are what is averaged. The outcomes' ids are the
   * groups, for such a group {@code group (label)}. A group of one image keeps its prediction.
   */
  public Evaluation byGroup() {
    return of(labels, GroupedOutcomes.of(labels, outcomes));
  }

  /** The evaluation of the same predictions at a temperature: all labels stay as they are. */
  public Evaluation withTemperature(Temperature temperature) {
    return of(
        labels,
        outcomes.stream()
            .map(outcome -> outcome.withPrediction(temperature.apply(outcome.prediction())))
            .toList());
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
