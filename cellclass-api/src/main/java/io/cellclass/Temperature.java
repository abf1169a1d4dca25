package io.cellclass;

import java.util.ArrayList;
import java.util.List;

/**
 * A number that softens (above 1) or sharpens (below 1) probabilities without changing their order,
 * so that a classifier's confidence meets its accuracy: temperature scaling (Guo et al. 2017,
 * section 4.2).
 *
 * <p>The paper divides the logits z, p = softmax(z / T). Softmax does not see a constant that all
 * logits share, so that ln p serves as the logit: the probabilities become p^(1/T), divided by
 * their sum.
 *
 * @param value T, finite and above 0
 */
public record Temperature(double value) {
  /**
   * Checks the value.
   *
   * @throws IllegalArgumentException if it is not finite or not above 0
   */
  public Temperature {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("a temperature must be finite and above 0, not " + value);
    }
  }

  /**
   * The temperature that suits these outcomes, of images that the classifier did not learn from.
   * With b = 1/T it is the minimum of
   *
   * <pre>sum over the images of -ln p_T(true label), plus 4 (b - 1 - ln b)</pre>
   *
   * <p>The second part is a gamma prior of b with its mode at T = 1, about as wide there as a
   * log-normal one with a standard deviation of 0.5 in ln T. Where some images are wrong, a few
   * hundred outweigh it. It is there for the few: where all are right the loss alone would fall
   * until T = 0, certainty. Both parts are convex in b, so that there is one minimum. It is found
   * by bisection to one part in 10⁹ and lies in [0.05, 20]: where the sum falls beyond, at that
   * end. A probability below 10⁻¹⁵ counts as 10⁻¹⁵.
   *
   * @throws IllegalArgumentException if there is no outcome, or a prediction does not know the true
   *     label
   */
  public static Temperature fit(List<Outcome> outcomes) {
    if (outcomes.isEmpty()) {
      throw new IllegalArgumentException("expected at least one outcome, found none");
    }
    return new TemperatureFit(outcomes).temperature();
  }

  /**
   * The prediction at this temperature. The labels keep their order, a probability of 0 stays 0,
   * and the probabilities sum to 1, but for a prediction of nothing but zeros, which stays as it
   * is. A temperature of 1 changes nothing in probabilities that sum to 1.
   */
  public Prediction apply(Prediction prediction) {
    double highest = prediction.confidence();
    if (highest == 0) {
      return prediction;
    }
    List<Score> scores = prediction.scores();
    double[] powers = new double[scores.size()];
    double sum = 0;
    for (int i = 0; i < powers.length; i++) {
      // Relative to the highest: it becomes 1, and nothing overflows. ln 0 gives e^-infinity = 0.
      double logit = Math.log(scores.get(i).probability()) - Math.log(highest);
      powers[i] = Math.exp(logit / value);
      sum += powers[i];
    }
    List<Score> scaled = new ArrayList<>(powers.length);
    for (int i = 0; i < powers.length; i++) {
      scaled.add(new Score(scores.get(i).label(), powers[i] / sum));
    }
    return new Prediction(scaled);
  }
}
