package io.cellclass;

import java.util.List;

/** The minimum that {@link Temperature#fit} defines. */
final class TemperatureFit {
  private static final double PRIOR = 4;
  private static final double LOWEST = 0.05;
  private static final double HIGHEST = 20;
  private static final double PRECISION = 1e-9;

  /** {@code [image][score]}: logits, the highest of an image 0. */
  private final double[][] logits;

  /** The logit of each image's true label. */
  private final double[] truth;

  TemperatureFit(List<Outcome> outcomes) {
    logits = new double[outcomes.size()][];
    truth = new double[outcomes.size()];
    for (int i = 0; i < truth.length; i++) {
      Prediction prediction = outcomes.get(i).prediction();
      double highest = LogLoss.logarithm(prediction.confidence());
      logits[i] =
          prediction.scores().stream()
              .mapToDouble(score -> LogLoss.logarithm(score.probability()) - highest)
              .toArray();
      truth[i] = LogLoss.logarithm(prediction.probability(outcomes.get(i).label())) - highest;
    }
  }

  Temperature temperature() {
    double low = 1 / HIGHEST;
    double high = 1 / LOWEST;
    // The slope rises with the inverse temperature: the sum is convex in it.
    if (slope(low) >= 0) {
      return new Temperature(HIGHEST);
    }
    if (slope(high) <= 0) {
      return new Temperature(LOWEST);
    }
    while (high > low * (1 + PRECISION)) {
      double middle = Math.sqrt(low * high);
      if (slope(middle) < 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return new Temperature(1 / Math.sqrt(low * high));
  }

  /** The derivative of the sum by the inverse temperature. */
  private double slope(double inverse) {
    double slope = PRIOR * (1 - 1 / inverse);
    for (int i = 0; i < truth.length; i++) {
      slope += mean(logits[i], inverse) - truth[i];
    }
    return slope;
  }

  /** The mean of logits under the probabilities that they have at an inverse temperature. */
  private static double mean(double[] logits, double inverse) {
    double sum = 0;
    double weighted = 0;
    for (double logit : logits) {
      double power = Math.exp(logit * inverse);
      sum += power;
      weighted += power * logit;
    }
    return weighted / sum;
  }
}
