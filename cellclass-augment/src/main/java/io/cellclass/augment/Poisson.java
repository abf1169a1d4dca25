package io.cellclass.augment;

import java.util.random.RandomGenerator;

/**
 * Draws how many of many rare events happen. Small means by multiplying uniform numbers (Knuth,
 * <i>The Art of Computer Programming</i> vol. 2, 3.4.1), others by transformed rejection (algorithm
 * PTRS of Hörmann, <i>Insurance: Mathematics and Economics</i> 12 (1993) 39-45). Both are exact.
 */
final class Poisson {
  private static final double SMALL = 10;

  private final double mean;
  private final double a;
  private final double b;
  private final double inverseAlpha;
  private final double certain;
  private final double logMean;

  Poisson(double mean) {
    this.mean = mean;
    b = 0.931 + 2.53 * Math.sqrt(mean);
    a = -0.059 + 0.02483 * b;
    inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
    certain = 0.9277 - 3.6224 / (b - 2);
    logMean = Math.log(mean);
  }

  long draw(RandomGenerator random) {
    return mean < SMALL ? multiplying(random) : rejecting(random);
  }

  private long multiplying(RandomGenerator random) {
    double limit = Math.exp(-mean);
    long events = -1;
    double product = 1;
    do {
      product *= random.nextDouble();
      events++;
    } while (product > limit);
    return events;
  }

  private long rejecting(RandomGenerator random) {
    while (true) {
      double u = random.nextDouble() - 0.5;
      double v = random.nextDouble();
      double toEdge = 0.5 - Math.abs(u);
      double events = Math.floor((2 * a / toEdge + b) * u + mean + 0.43);
      if (toEdge >= 0.07 && v <= certain) {
        return (long) events;
      }
      if (events < 0 || (toEdge < 0.013 && v > toEdge)) {
        continue;
      }
      double bound = Math.log(v * inverseAlpha / (a / (toEdge * toEdge) + b));
      if (bound <= events * logMean - mean - logFactorial(events)) {
        return (long) events;
      }
    }
  }

  /** The logarithm of n!, by Stirling's series from 10 on: wrong by less than 1e-10. */
  static double logFactorial(double n) {
    if (n < 10) {
      double product = 1;
      for (int i = 2; i <= n; i++) {
        product *= i;
      }
      return Math.log(product);
    }
    double square = n * n;
    double series = (1 / 12.0 - (1 / 360.0 - (1 / 1260.0 - 1 / (1680 * square)) / square) / square);
    return (n + 0.5) * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI) + series / n;
  }
}
