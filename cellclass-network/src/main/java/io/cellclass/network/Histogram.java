package io.cellclass.network;

/** How often each value from 0 to 255 occurs. Immutable and safe for concurrent use. */
final class Histogram {
  private static final int VALUES = 256;

  private final long[] counts = new long[VALUES];

  private Histogram() {}

  /** The histogram of unsigned bytes. */
  static Histogram of(byte[] values) {
    Histogram histogram = new Histogram();
    for (byte value : values) {
      histogram.counts[value & 0xff]++;
    }
    return histogram;
  }

  /**
   * The mean of the values from {@code from} to {@code to}, both included; not a number if there is
   * none.
   */
  double mean(int from, int to) {
    return (double) sum(from, to) / count(from, to);
  }

  /**
   * The threshold that best parts the values of at least {@code from} into those up to it and those
   * above (Otsu 1979: the variance between the two classes is largest); the lowest of equals, and
   * {@code from} where there are no two values.
   *
   * @param from from 0 up; from 256 up there are no values
   */
  int otsu(int from) {
    long total = count(from, VALUES - 1);
    long sum = sum(from, VALUES - 1);
    int best = from;
    double bestVariance = 0;
    long below = 0;
    long sumBelow = 0;
    for (int v = from; v < VALUES; v++) {
      below += counts[v];
      sumBelow += v * counts[v];
      if (below == 0 || below == total) {
        continue;
      }
      double difference = (double) sumBelow / below - (double) (sum - sumBelow) / (total - below);
      double variance = (double) below * (total - below) * difference * difference;
      if (variance > bestVariance) {
        bestVariance = variance;
        best = v;
      }
    }
    return best;
  }

  private long count(int from, int to) {
    long count = 0;
    for (int v = from; v <= to; v++) {
      count += counts[v];
    }
    return count;
  }

  private long sum(int from, int to) {
    long sum = 0;
    for (int v = from; v <= to; v++) {
      sum += v * counts[v];
    }
    return sum;
  }
}
