package io.cellclass;

/** The statistics of {@link Comparison}: two answers to each of the same questions. */
final class PairedProportions {
  private PairedProportions() {}

  /**
   * The exact two-sided test of McNemar: twice the chance of at most {@code min(b, c)} heads in
   * {@code n = b + c} throws of a coin, at most 1.
   */
  static double mcNemar(int b, int c) {
    int n = b + c;
    int heads = Math.min(b, c);
    // The chance of exactly so many heads, by its logarithm: 2^-n alone is 0 from n = 1075 on.
    double logarithm = -n * Math.log(2);
    for (int i = 1; i <= heads; i++) {
      logarithm += Math.log((double) (n - heads + i) / i);
    }
    // The others relative to it: going down, each is the one before times i / (n - i + 1).
    double relative = 1;
    double sum = 1;
    for (int i = heads; i > 0; i--) {
      relative *= (double) i / (n - i + 1);
      sum += relative;
    }
    return Math.min(1, 2 * sum * Math.exp(logarithm));
  }

  /** Method 10 of Newcombe 1998: Wilson intervals, joined by the correlation of the answers. */
  static Comparison.Difference difference(int a, int b, int c, int d) {
    int n = a + b + c + d;
    double first = (double) (a + b) / n;
    double second = (double) (a + c) / n;
    Interval ofFirst = Interval.wilson(a + b, n);
    Interval ofSecond = Interval.wilson(a + c, n);
    double phi = correlation(a, b, c, d);
    double value = (double) (b - c) / n;
    double down = join(first - ofFirst.low(), ofSecond.high() - second, phi);
    double up = join(ofFirst.high() - first, second - ofSecond.low(), phi);
    return new Comparison.Difference(value, value - down, value + up);
  }

  private static double join(double one, double other, double phi) {
    return Math.sqrt(Math.max(0, one * one - 2 * phi * one * other + other * other));
  }

  /** The phi coefficient; positive ones with a continuity correction. 0 if a margin is empty. */
  private static double correlation(long a, long b, long c, long d) {
    double margins = Math.sqrt((double) (a + b) * (c + d)) * Math.sqrt((double) (a + c) * (b + d));
    if (margins == 0) {
      return 0;
    }
    double numerator = a * d - b * c;
    if (numerator > 0) {
      numerator = Math.max(0, numerator - (a + b + c + d) / 2.0);
    }
    return numerator / margins;
  }
}
