package io.cellclass;

/**
 * A range of a share that is not known exactly.
 *
 * @param low its lower end, in [0, 1]
 * @param high its upper end, in [0, 1]
 */
public record Interval(double low, double high) {
  // The 97.5 % quantile of the normal distribution.
  private static final double Z = 1.959963984540054;

  /**
   * Checks the ends.
   *
   * @throws IllegalArgumentException if they are outside [0, 1] or in the wrong order
   */
  public Interval {
    if (!(0 <= low && low <= high && high <= 1)) {
      throw new IllegalArgumentException(
          "expected 0 <= low <= high <= 1, found " + low + " and " + high);
    }
  }

  /**
   * The 95 % score interval of a share that was observed (Wilson 1927, equation 4 in Newcombe 1998,
   * without continuity correction): with p = successes / trials, n = trials and z = 1.96,
   *
   * <pre>(p + z²/2n ± z √(p(1 - p)/n + z²/4n²)) / (1 + z²/n)</pre>
   *
   * @throws IllegalArgumentException if there is no trial, or successes are not from 0 to trials
   */
  public static Interval wilson(int successes, int trials) {
    if (trials < 1 || successes < 0 || successes > trials) {
      throw new IllegalArgumentException(
          "expected at least one trial and from 0 to all successes, found "
              + successes
              + " of "
              + trials);
    }
    return wilson((double) successes / trials, trials);
  }

  /** Likewise for a share in [0, 1] and a number of trials that need not be whole. */
  static Interval wilson(double p, double n) {
    double square = Z * Z / n;
    double centre = p + square / 2;
    double reach = Math.sqrt(square * (p * (1 - p) + square / 4));
    // The ends are exact where nothing, or everything, succeeded.
    double low = p == 0 ? 0 : (centre - reach) / (1 + square);
    double high = p == 1 ? 1 : (centre + reach) / (1 + square);
    return new Interval(low, high);
  }
}
