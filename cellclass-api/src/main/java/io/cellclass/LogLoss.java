package io.cellclass;

import java.util.List;

/** The logarithmic loss, as {@link Evaluation#logLoss} defines it. */
final class LogLoss {
  /** A smaller probability counts as this, so that one image ruled out does not cost infinity. */
  private static final double FLOOR = 1e-15;

  private LogLoss() {}

  static double mean(List<Outcome> outcomes) {
    return outcomes.stream()
        .mapToDouble(outcome -> -logarithm(outcome.prediction().probability(outcome.label())))
        .average()
        .orElse(0);
  }

  /** The natural logarithm of a probability, or of the floor. */
  static double logarithm(double probability) {
    return Math.log(Math.max(probability, FLOOR));
  }
}
