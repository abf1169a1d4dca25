package io.cellclass.segment.count;

import java.util.random.RandomGenerator;

/** Draws shares about counts. */
final class Dirichlet {
  private Dirichlet() {}

  /** Shares that sum to 1: gamma variates about the counts and an even part of one more. */
  static double[] draw(double[] counts, RandomGenerator random) {
    double[] shares = new double[counts.length];
    double sum = 0;
    for (int i = 0; i < shares.length; i++) {
      shares[i] = gamma(counts[i] + 1.0 / counts.length, random);
      sum += shares[i];
    }
    for (int i = 0; i < shares.length; i++) {
      shares[i] /= sum;
    }
    return shares;
  }

  /** Marsaglia and Tsang (2000); below 1 with their power of a uniform variate. */
  private static double gamma(double shape, RandomGenerator random) {
    if (shape < 1) {
      return gamma(shape + 1, random) * Math.pow(1 - random.nextDouble(), 1 / shape);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = random.nextGaussian();
      double root = 1 + c * x;
      double v = root * root * root;
      if (v > 0 && Math.log(1 - random.nextDouble()) < x * x / 2 + d - d * v + d * Math.log(v)) {
        return d * v;
      }
    }
  }
}
