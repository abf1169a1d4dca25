package io.cellclass.explain.faithfulness;

import java.util.List;

/**
 * A mean over images, and how far chance in the choice of the images may have moved it. Immutable.
 *
 * @param mean the mean of the values
 * @param low the lower end of its 95 % interval
 * @param high the upper end
 * @param count how many values there are
 */
public record Estimate(double mean, double low, double high, int count) {
  // The 97.5 % quantile of the normal distribution.
  private static final double Z = 1.959963984540054;

  /**
   * The mean of these values, with the interval m ± 1.96 s / √n, where s² is the sum of the squared
   * deviations divided by n - 1.
   *
   * <p>This is the normal approximation: too narrow for a few images or where nearly all values are
   * the same, and it may reach beyond the range that the values can have. Each image counts as an
   * independent case, so it is too narrow also where several come from one patient or slide. A
   * single value does not tell of its spread: its interval reaches from -∞ to ∞.
   *
   * @throws IllegalArgumentException if there is no value
   */
  public static Estimate of(List<Double> values) {
    int n = values.size();
    if (n == 0) {
      throw new IllegalArgumentException("expected at least one value, found none");
    }
    double mean = values.stream().mapToDouble(Double::doubleValue).sum() / n;
    if (n == 1) {
      return new Estimate(mean, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 1);
    }
    double squares = values.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
    double reach = Z * Math.sqrt(squares / (n - 1) / n);
    return new Estimate(mean, mean - reach, mean + reach, n);
  }

  /** Whether 0 is outside the interval: for a difference, whether it is more than chance. */
  public boolean excludesZero() {
    return low > 0 || high < 0;
  }
}
