package io.cellclass.testkit;

import java.util.random.RandomGenerator;

/** Draws from distributions that come out the same on every machine and version of the JDK. */
final class Chance {
  private final RandomGenerator random;

  Chance(RandomGenerator random) {
    this.random = random;
  }

  /** Uniform from low to high. */
  double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  /** About normal, never further than 3.5 standard deviations from the mean. */
  double normal(double mean, double deviation) {
    // Four uniforms have a variance of 4/12. The JDK's own Gaussian may differ between versions.
    double sum =
        random.nextDouble() + random.nextDouble() + random.nextDouble() + random.nextDouble();
    return mean + deviation * (sum - 2) * Math.sqrt(3);
  }

  /** As {@link #normal}, kept within bounds. */
  double normal(double mean, double deviation, double low, double high) {
    return Math.max(low, Math.min(high, normal(mean, deviation)));
  }

  /** True with this probability. */
  boolean happens(double probability) {
    return random.nextDouble() < probability;
  }

  /** Uniform from 0 to below the bound. */
  int below(int bound) {
    return (int) (random.nextDouble() * bound);
  }

  /** One of the indices, as likely as its weight; the weights sum to 1. */
  int weighted(double... weights) {
    double left = random.nextDouble();
    for (int i = 0; i < weights.length - 1; i++) {
      left -= weights[i];
      if (left < 0) {
        return i;
      }
    }
    return weights.length - 1;
  }

  /** Poisson-distributed with this mean, which is small. */
  int count(double mean) {
    double limit = StrictMath.exp(-mean);
    int count = 0;
    for (double p = random.nextDouble(); p > limit; p *= random.nextDouble()) {
      count++;
    }
    return count;
  }

  /** An angle in [0, 2 pi). */
  double angle() {
    return 2 * Math.PI * random.nextDouble();
  }

  /** The seed of a texture. */
  int seed() {
    return random.nextInt();
  }
}
