package io.cellclass.report;

import io.cellclass.Evaluation;
import io.cellclass.LabelSet;
import io.cellclass.Outcome;
import io.cellclass.Prediction;
import java.util.ArrayList;
import java.util.List;

/** An evaluation that is small enough to work out by hand. */
final class Evaluations {
  static final LabelSet LABELS = LabelSet.of("a<b>", "c&d", "\"e\"");

  private Evaluations() {}

  static Outcome outcome(String id, int truth, float... probabilities) {
    return new Outcome(id, LABELS.get(truth), Prediction.of(LABELS, probabilities));
  }

  /**
   * Ten images: of the first class 3 right and 1 taken for the second, of the second 4 right and 2
   * taken for the first, of the third none.
   */
  static Evaluation ten() {
    List<Outcome> outcomes = new ArrayList<>();
    outcomes.add(outcome("a1", 0, 0.9f, 0.05f, 0.05f));
    outcomes.add(outcome("a2", 0, 0.8f, 0.15f, 0.05f));
    outcomes.add(outcome("a3", 0, 0.55f, 0.4f, 0.05f));
    outcomes.add(outcome("a4", 0, 0.2f, 0.7f, 0.1f));
    outcomes.add(outcome("b1", 1, 0.1f, 0.85f, 0.05f));
    outcomes.add(outcome("b2", 1, 0.3f, 0.6f, 0.1f));
    outcomes.add(outcome("b3", 1, 0.45f, 0.5f, 0.05f));
    outcomes.add(outcome("b4", 1, 0.0f, 1.0f, 0.0f));
    outcomes.add(outcome("b5", 1, 0.95f, 0.03f, 0.02f));
    outcomes.add(outcome("b6", 1, 0.7f, 0.2f, 0.1f));
    return Evaluation.of(LABELS, outcomes);
  }
}
