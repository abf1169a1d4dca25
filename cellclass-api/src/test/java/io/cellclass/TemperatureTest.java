package io.cellclass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemperatureTest {
  private static final double EXACT = 1e-12;

  @Test
  void probabilitiesAreThoseComputedByHand() {
    Prediction prediction = Outcomes.prediction(0.64, 0.32, 0.04);

    // Square roots 0.8, 0.5657, 0.2; squares 0.4096, 0.1024, 0.0016.
    Prediction softer = new Temperature(2).apply(prediction);
    double roots = 0.8 + Math.sqrt(0.32) + 0.2;
    assertThat(softer.scores()).extracting(Score::label).containsExactlyElementsOf(Outcomes.LABELS);
    assertThat(softer.confidence()).isCloseTo(0.8 / roots, within(EXACT));
    assertThat(softer.probability(new Label("c"))).isCloseTo(0.2 / roots, within(EXACT));
    Prediction sharper = new Temperature(0.5).apply(prediction);
    assertThat(sharper.confidence()).isCloseTo(0.4096 / 0.5136, within(EXACT));
    assertThat(sharper.probability(new Label("b"))).isCloseTo(0.1024 / 0.5136, within(EXACT));
  }

  @Test
  void extremesStayProbabilities() {
    Prediction tiny = Outcomes.prediction(1, Double.MIN_VALUE, 0);

    assertThat(new Temperature(1e-3).apply(tiny).confidence()).isEqualTo(1);
    Prediction flat = new Temperature(1e6).apply(tiny);
    assertThat(flat.confidence()).isCloseTo(0.5, within(1e-3));
    assertThat(flat.probability(new Label("c"))).isZero();
    Prediction zeros = Outcomes.prediction(0, 0, 0);
    assertThat(new Temperature(2).apply(zeros)).isEqualTo(zeros);
  }

  @Test
  void impossibleTemperaturesAreRefused() {
    for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new Temperature(bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not " + bad);
    }
    assertThatThrownBy(() -> Temperature.fit(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one outcome");
  }

  @Property
  void labelsKeepTheirOrderAndZerosStay(
      @ForAll("outcomes") List<Outcome> outcomes,
      @ForAll @DoubleRange(min = 0.01, max = 100) double value) {
    for (Outcome outcome : outcomes) {
      Prediction before = outcome.prediction();
      Prediction after = new Temperature(value).apply(before);

      assertThat(after.scores())
          .extracting(Score::label)
          .containsExactlyElementsOf(before.scores().stream().map(Score::label).toList());
      assertThat(after.scores().stream().mapToDouble(Score::probability).sum())
          .isCloseTo(1, within(EXACT));
      for (Score score : before.scores()) {
        if (score.probability() == 0) {
          assertThat(after.probability(score.label())).isZero();
        }
      }
    }
  }

  @Property
  void oneChangesNothingAndTheInverseUndoes(
      @ForAll("outcomes") List<Outcome> outcomes,
      @ForAll @DoubleRange(min = 0.2, max = 5) double value) {
    for (Outcome outcome : outcomes) {
      Prediction before = outcome.prediction();
      Prediction same = new Temperature(1).apply(before);
      Prediction back = new Temperature(1 / value).apply(new Temperature(value).apply(before));
      for (Label label : Outcomes.LABELS) {
        assertThat(same.probability(label)).isCloseTo(before.probability(label), within(EXACT));
        assertThat(back.probability(label)).isCloseTo(before.probability(label), within(1e-9));
      }
    }
  }

  @Property
  void anEvaluationKeepsItsLabels(
      @ForAll("outcomes") List<Outcome> outcomes,
      @ForAll @DoubleRange(min = 0.01, max = 100) double value) {
    Evaluation before = Evaluation.of(Outcomes.LABELS, outcomes);
    Evaluation after = before.withTemperature(new Temperature(value));

    assertThat(after.confusion()).isEqualTo(before.confusion());
    assertThat(after.topAccuracy(2)).isEqualTo(before.topAccuracy(2));
    assertThat(after.outcomes())
        .extracting(Outcome::id)
        .containsExactlyElementsOf(outcomes.stream().map(Outcome::id).toList());
  }

  @Property(tries = 200)
  void fitIsTheMinimumOfWhatItsDocumentationStates(@ForAll("outcomes") List<Outcome> outcomes) {
    double fitted = Temperature.fit(outcomes).value();

    // A change of a thousandth changes the sum by about 1e-6 at least: far above its rounding.
    double least = objective(outcomes, fitted);
    for (double factor : new double[] {0.5, 0.9, 0.999, 1.001, 1.1, 2}) {
      double other = Math.min(20, Math.max(0.05, fitted * factor));
      assertThat(objective(outcomes, other)).isGreaterThanOrEqualTo(least - 1e-9);
    }
    assertThat(fitted).isBetween(0.05, 20.0);
  }

  /** Written straight from the documentation of {@link Temperature#fit}. */
  private static double objective(List<Outcome> outcomes, double temperature) {
    double inverse = 1 / temperature;
    double sum = 4 * (inverse - 1 - Math.log(inverse));
    for (Outcome outcome : outcomes) {
      double all = 0;
      for (Label label : Outcomes.LABELS) {
        all += Math.pow(Math.max(outcome.prediction().probability(label), 1e-15), inverse);
      }
      double truth = Math.max(outcome.prediction().probability(outcome.label()), 1e-15);
      sum -= inverse * Math.log(truth) - Math.log(all);
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1, 2, 3})
  void fitFindsTheTemperatureThatProbabilitiesWereSharpenedBy(double sharpened) {
    RandomGenerator random = RandomStreams.of(3, 0, "temperature");
    Temperature inverse = new Temperature(1 / sharpened);
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      Prediction honest = softmax(2 * random.nextGaussian(), 2 * random.nextGaussian(), 0);
      double at = random.nextDouble();
      Label truth = honest.scores().get(2).label();
      for (Score score : honest.scores()) {
        if (at < score.probability()) {
          truth = score.label();
          break;
        }
        at -= score.probability();
      }
      outcomes.add(new Outcome("" + i, truth, inverse.apply(honest)));
    }
    Evaluation evaluation = Evaluation.of(Outcomes.LABELS, outcomes);

    Temperature fitted = Temperature.fit(outcomes);

    // The standard error of 1/T from 5000 images like these is 2.2 %, from the mean variance
    // of ln p under p.
    assertThat(fitted.value()).isCloseTo(sharpened, within(0.067 * sharpened));
    Evaluation scaled = evaluation.withTemperature(fitted);
    assertThat(scaled.logLoss()).isLessThanOrEqualTo(evaluation.logLoss() + 1e-3);
    assertThat(scaled.expectedCalibrationError()).isLessThan(0.025);
  }

  private static Prediction softmax(double... logits) {
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit);
    }
    double[] probabilities = new double[logits.length];
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] = Math.exp(logits[i]) / sum;
    }
    return Outcomes.prediction(probabilities);
  }

  @Test
  void fiftyRightImagesAreNoCertainty() {
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      outcomes.add(Outcomes.of("" + i, "a", 0.97, 0.02, 0.01));
    }

    Temperature fitted = Temperature.fit(outcomes);

    // The loss alone would fall until T = 0. 50 of 50 speak for an error rate of up to about 0.06.
    assertThat(fitted.value()).isBetween(0.4, 1.0);
    assertThat(fitted.apply(outcomes.get(0).prediction()).confidence()).isBetween(0.98, 0.9995);
  }

  @Test
  void oneImageHardlyMovesIt() {
    assertThat(Temperature.fit(List.of(Outcomes.of("0", "a", 0.6, 0.3, 0.1))).value())
        .isBetween(0.8, 1.0);
    assertThat(Temperature.fit(List.of(Outcomes.of("0", "b", 0.6, 0.3, 0.1))).value())
        .isBetween(1.0, 1.2);
  }

  @Test
  void manyThatAreAllRightThoughUnsureEndAtTheLowerBound() {
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      outcomes.add(Outcomes.of("" + i, "a", 0.34, 0.33, 0.33));
    }

    assertThat(Temperature.fit(outcomes)).isEqualTo(new Temperature(0.05));
  }

  @Test
  void manyThatAreAllWrongEndAtTheUpperBound() {
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      outcomes.add(Outcomes.of("" + i, "b", 1, 0, 0));
    }

    assertThat(Temperature.fit(outcomes)).isEqualTo(new Temperature(20));
  }

  @Test
  void certaintyThatIsRightLeavesItAtOne() {
    List<Outcome> outcomes = List.of(Outcomes.of("0", "a", 1, 0, 0));

    assertThat(Temperature.fit(outcomes).value()).isCloseTo(1, within(1e-8));
  }

  @Provide
  Arbitrary<List<Outcome>> outcomes() {
    return Outcomes.lists(30);
  }
}
