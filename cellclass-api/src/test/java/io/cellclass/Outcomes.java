package io.cellclass;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Outcomes to measure, with the labels a, b and c. */
final class Outcomes {
  static final LabelSet LABELS = LabelSet.of("a", "b", "c");

  private Outcomes() {}

  /** An outcome with these probabilities of a, b and c. */
  static Outcome of(String id, String truth, double... probabilities) {
    return new Outcome(id, new Label(truth), prediction(probabilities));
  }

  static Prediction prediction(double... probabilities) {
    List<Score> scores = new ArrayList<>();
    for (int i = 0; i < probabilities.length; i++) {
      scores.add(new Score(LABELS.get(i), probabilities[i]));
    }
    return Prediction.bestFirst(scores);
  }

  /** Outcomes of a classifier of two labels whose answer b is this sure, right or wrong. */
  static Outcome sure(String id, double confidence, boolean right) {
    return of(id, right ? "b" : "a", 0, confidence, 1 - confidence);
  }

  /** Lists of outcomes with ids of their own; their probabilities are often 0, 1 or equal. */
  static Arbitrary<List<Outcome>> lists(int most) {
    return single().list().ofMinSize(1).ofMaxSize(most).map(Outcomes::numbered);
  }

  private static Arbitrary<Outcome> single() {
    Arbitrary<Integer> part = Arbitraries.integers().between(0, 6);
    Arbitrary<String> label = Arbitraries.of("a", "b", "c");
    return Combinators.combine(label, part, part, part)
        .filter((truth, a, b, c) -> a + b + c > 0)
        .as(
            (truth, a, b, c) -> {
              double sum = a + b + c;
              return of("", truth, a / sum, b / sum, c / sum);
            });
  }

  private static List<Outcome> numbered(List<Outcome> outcomes) {
    List<Outcome> numbered = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      numbered.add(new Outcome("" + numbered.size(), outcome.label(), outcome.prediction()));
    }
    return numbered;
  }
}
