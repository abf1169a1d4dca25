package io.cellclass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The measures of an evaluation beyond accuracy, precision and recall. */
class EvaluationMeasuresTest {
  private static final Offset<Double> EXACT = within(1e-12);
  private static final LabelSet LABELS = Outcomes.LABELS;
  private static final Label A = LABELS.get(0);
  private static final Label C = LABELS.get(2);

  private static Evaluation evaluation(Outcome... outcomes) {
    return Evaluation.of(LABELS, List.of(outcomes));
  }

  @Test
  void theTopKExampleOfScikitLearnIsMet() {
    // From the documentation of top_k_accuracy_score, as probabilities.
    Evaluation evaluation =
        evaluation(
            Outcomes.of("0", "a", 0.5, 0.2, 0.2),
            Outcomes.of("1", "b", 0.3, 0.4, 0.2),
            Outcomes.of("2", "c", 0.2, 0.4, 0.3),
            Outcomes.of("3", "c", 0.7, 0.2, 0.1));

    assertThat(evaluation.topAccuracy(1)).isEqualTo(0.5);
    assertThat(evaluation.topAccuracy(2)).isEqualTo(0.75);
    assertThat(evaluation.topAccuracy(3)).isEqualTo(1);
    assertThat(evaluation.topAccuracy(9)).isEqualTo(1);
    assertThatThrownBy(() -> evaluation.topAccuracy(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found 0");
  }

  @Test
  void theLogLossExampleOfScikitLearnIsMet() {
    // From the documentation of log_loss: ham and spam are a and b.
    Evaluation evaluation =
        evaluation(
            Outcomes.of("0", "b", 0.1, 0.9, 0),
            Outcomes.of("1", "a", 0.9, 0.1, 0),
            Outcomes.of("2", "a", 0.8, 0.2, 0),
            Outcomes.of("3", "b", 0.35, 0.65, 0));

    assertThat(evaluation.logLoss()).isCloseTo(0.21616, within(5e-6));
  }

  @Test
  void aClassRuledOutCostsMuchButNotInfinity() {
    assertThat(evaluation(Outcomes.of("0", "c", 1, 0, 0)).logLoss())
        .isCloseTo(15 * Math.log(10), EXACT);
    assertThat(evaluation(Outcomes.of("0", "a", 1, 0, 0)).logLoss()).isZero();
  }

  @Test
  void eachClassIsRankedAgainstTheRest() {
    Evaluation evaluation =
        evaluation(
            Outcomes.of("0", "a", 0.6, 0.3, 0.1),
            Outcomes.of("1", "a", 0.2, 0.7, 0.1),
            Outcomes.of("2", "b", 0.2, 0.5, 0.3),
            Outcomes.of("3", "b", 0.1, 0.8, 0.1));

    // a: 0.6 is above both of the rest, 0.2 above one and tied with the other. b: 0.5 is above one.
    assertThat(evaluation.rocAuc(A)).hasValueCloseTo(3.5 / 4, EXACT);
    assertThat(evaluation.rocAuc(LABELS.get(1))).hasValueCloseTo(3 / 4.0, EXACT);
    assertThat(evaluation.rocAuc(C)).isEmpty();
    assertThat(evaluation.macroRocAuc()).hasValueCloseTo((3.5 + 3) / 8, EXACT);
    assertThat(evaluation.averagePrecision(A)).hasValueCloseTo((1 + 2 / 3.0) / 2, EXACT);
    assertThat(evaluation.averagePrecision(LABELS.get(1)))
        .hasValueCloseTo((1 + 2 / 3.0) / 2, EXACT);
    assertThat(evaluation.averagePrecision(C)).isEmpty();
    assertThat(evaluation.macroAveragePrecision()).isCloseTo((1 + 2 / 3.0) / 2, EXACT);
  }

  @Test
  void imagesOfOneClassCannotBeRanked() {
    Evaluation evaluation = evaluation(Outcomes.of("0", "a", 0.6, 0.3, 0.1));

    assertThat(evaluation.rocAuc(A)).isEmpty();
    assertThat(evaluation.macroRocAuc()).isEmpty();
    assertThat(evaluation.macroAveragePrecision()).isEqualTo(1);
  }

  @Test
  void unknownLabelsAndPartialPredictionsAreRefused() {
    Evaluation evaluation = evaluation(Outcomes.of("0", "a", 0.6, 0.3, 0.1));
    Label unknown = new Label("d");

    assertThatThrownBy(() -> evaluation.rocAuc(unknown))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unknown label d");
    assertThatThrownBy(() -> evaluation.averagePrecision(unknown))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> evaluation(Outcomes.of("0", "a", 0.6, 0.4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[a, b, c]");
    Score half = new Score(A, 0.5);
    Prediction twice = new Prediction(List.of(half, half, new Score(C, 0)));
    assertThatThrownBy(() -> evaluation(new Outcome("0", A, twice)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void calibrationErrorAndBinsAreThoseComputedByHand() {
    Evaluation evaluation =
        evaluation(
            Outcomes.sure("0", 0.75, true),
            Outcomes.sure("1", 0.78, false),
            Outcomes.sure("2", 0.8, true),
            Outcomes.sure("3", 1, true));

    // (11/15, 12/15] = (0.733, 0.8] holds three.
    List<ReliabilityBin> bins = evaluation.reliability();
    assertThat(bins).hasSize(15);
    ReliabilityBin bin = bins.get(11);
    assertThat(bin.low()).isEqualTo(11 / 15.0);
    assertThat(bin.high()).isEqualTo(12 / 15.0);
    assertThat(bin.images()).isEqualTo(3);
    assertThat(bin.confidence()).isCloseTo(2.33 / 3, EXACT);
    assertThat(bin.accuracy()).isCloseTo(2 / 3.0, EXACT);
    assertThat(bins.get(14)).isEqualTo(new ReliabilityBin(14 / 15.0, 1, 1, 1, 1));
    assertThat(bins.get(12)).isEqualTo(new ReliabilityBin(12 / 15.0, 13 / 15.0, 0, 0, 0));
    assertThat(evaluation.expectedCalibrationError())
        .isCloseTo(3 / 4.0 * (2.33 / 3 - 2 / 3.0), EXACT);
  }

  @Property
  void binsHoldEachImageOnceAndMakeUpTheCalibrationError(
      @ForAll("outcomes") List<Outcome> outcomes) {
    Evaluation evaluation = Evaluation.of(LABELS, outcomes);
    List<ReliabilityBin> bins = evaluation.reliability();

    int images = 0;
    double error = 0;
    double right = 0;
    for (ReliabilityBin bin : bins) {
      List<Outcome> within =
          outcomes.stream()
              .filter(outcome -> outcome.prediction().confidence() > bin.low())
              .filter(outcome -> outcome.prediction().confidence() <= bin.high())
              .toList();
      assertThat(bin.images()).isEqualTo(within.size());
      images += bin.images();
      right += bin.images() * bin.accuracy();
      error += Math.abs(bin.accuracy() - bin.confidence()) * bin.images() / outcomes.size();
    }
    assertThat(images).isEqualTo(outcomes.size());
    assertThat(right / images).isCloseTo(evaluation.accuracy(), EXACT);
    assertThat(error).isCloseTo(evaluation.expectedCalibrationError(), EXACT);
  }

  @Property
  void measuresAgreeWithEachOther(@ForAll("outcomes") List<Outcome> outcomes) {
    Evaluation evaluation = Evaluation.of(LABELS, outcomes);

    assertThat(evaluation.topAccuracy(1)).isEqualTo(evaluation.accuracy());
    assertThat(evaluation.topAccuracy(2)).isBetween(evaluation.accuracy(), 1.0);
    assertThat(evaluation.topAccuracy(3)).isEqualTo(1);
    assertThat(evaluation.logLoss()).isGreaterThanOrEqualTo(0);
    double sum = 0;
    for (Outcome outcome : outcomes) {
      sum += Math.log(Math.max(1e-15, outcome.prediction().probability(outcome.label())));
    }
    assertThat(evaluation.logLoss()).isCloseTo(-sum / outcomes.size(), within(1e-9));
  }

  @Property
  void kappaIsOneIfAndOnlyIfAllIsRightAndThereAreClassesToConfuse(
      @ForAll("outcomes") List<Outcome> outcomes) {
    Evaluation evaluation = Evaluation.of(LABELS, outcomes);
    boolean perfect =
        outcomes.stream().allMatch(Outcome::correct)
            && outcomes.stream().map(Outcome::label).distinct().count() > 1;

    assertThat(evaluation.cohensKappa() == 1).isEqualTo(perfect);
    assertThat(evaluation.cohensKappa()).isBetween(-1.0, 1.0);

    List<Outcome> right = new ArrayList<>();
    outcomes.forEach(o -> right.add(new Outcome(o.id(), o.prediction().label(), o.prediction())));
    long classes = right.stream().map(Outcome::label).distinct().count();
    assertThat(Evaluation.of(LABELS, right).cohensKappa()).isEqualTo(classes > 1 ? 1 : 0);
  }

  @Provide
  Arbitrary<List<Outcome>> outcomes() {
    return Outcomes.lists(30);
  }
}
