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
  /** The 97.5 % quantiles of Student's t for 1, 2, ... degrees of freedom. */
  private static final double[] STUDENT = {
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
    2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056,
    2.052, 2.048, 2.045, 2.042
  };

  private static final double NORMAL = 1.959964;

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
    double z = dispersion > 1 ? student(n - 1) : NORMAL;
    double independent = total / dispersion;
    double centre = independent + z * z / 2;
    double reach = z * Math.sqrt(independent + z * z / 4);
    double scale = dispersion / n;
    double low = total == 0 ? 0 : Math.max(0, (centre - reach) * scale);
    return new CountInterval(mean, low, (centre + reach) * scale, dispersion);
  }

  private static double student(int freedom) {
    if (freedom <= STUDENT.length) {
      return STUDENT[freedom - 1];
    }
    // Two terms of the expansion in 1 / freedom (Abramowitz and Stegun 26.7.5): 0.0001 at 31.
    double cube = NORMAL * NORMAL * NORMAL;
    double fifth = cube * NORMAL * NORMAL;
    return NORMAL
        + (cube + NORMAL) / (4.0 * freedom)
        + (5 * fifth + 16 * cube + 3 * NORMAL) / (96.0 * freedom * freedom);
  }
}
