package io.cellclass.segment.count;

/**
 * A mean count for each field, and the range in which the true one lies.
 *
 * @param mean of the fields that were counted
 * @param low the lower end of the 95 % interval, at least 0
 * @param high the upper end
 * @param dispersion by how many times the counts vary more from field to field than cells that fall
 *     at random (their variance by their mean), at least 1; 1 where there is one field, as it
 *     cannot be told
 */
public record CountInterval(double mean, double low, double high, double dispersion) {
  private static final double COVERAGE = 0.95;

  /** The 97.5 % quantile of the normal distribution. */
  private static final double NORMAL = 1.959963984540054;

  /**
   * The score interval of a Poisson count, {@code T + z²/2 ± z sqrt(T + z²/4)}, of the total T
   * divided by the dispersion (quasi-Poisson; McCullagh and Nelder 1989, 6.2.3), so that clumped
   * cells, as of a negative binomial distribution, widen it. Where the dispersion is above 1 it was
   * estimated, and Student's t stands for z.
   */
  static CountInterval of(int[] counts) {
    int n = counts.length;
    double total = 0;
    for (int count : counts) {
      total += count;
    }
    double mean = total / n;
    double squares = 0;
    for (int count : counts) {
      squares += (count - mean) * (count - mean);
    }
    double dispersion = n < 2 || total == 0 ? 1 : Math.max(1, squares / (n - 1) / mean);
    double z = dispersion > 1 ? StudentT.twoSidedQuantile(COVERAGE, n - 1) : NORMAL;
    double independent = total / dispersion;
    double centre = independent + z * z / 2;
    double reach = z * Math.sqrt(independent + z * z / 4);
    double scale = dispersion / n;
    double low = total == 0 ? 0 : Math.max(0, (centre - reach) * scale);
    return new CountInterval(mean, low, (centre + reach) * scale, dispersion);
  }
}
