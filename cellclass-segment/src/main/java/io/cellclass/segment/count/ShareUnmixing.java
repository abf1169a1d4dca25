package io.cellclass.segment.count;

import java.util.Arrays;

/** The true shares behind shares that a classifier with known errors gave. */
final class ShareUnmixing {
  private static final int MOST_STEPS = 5000;
  private static final double STILL = 1e-8;

  private ShareUnmixing() {}

  /**
   * The shares, none negative, that make the observed ones most likely: by expectation and
   * maximization, each cell counted for the types that it may be (Dempster et al. 1977). Where the
   * system {@code observed = shares x confusion} has a solution with positive shares, it is that.
   *
   * @param confusion {@code [true type][given type]}, rows summing to 1
   */
  static double[] solve(double[] observed, double[][] confusion) {
    int size = observed.length;
    double[] shares = new double[size];
    Arrays.fill(shares, 1.0 / size);
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] expected = new double[size];
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          expected[j] += shares[i] * confusion[i][j];
        }
      }
      double change = 0;
      double[] next = new double[size];
      double sum = 0;
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          // What no type is ever taken for says nothing about the types.
          if (observed[j] > 0 && expected[j] > 0) {
            next[i] += shares[i] * confusion[i][j] * observed[j] / expected[j];
          }
        }
        sum += next[i];
      }
      for (int i = 0; i < size; i++) {
        next[i] = sum == 0 ? shares[i] : next[i] / sum;
        change = Math.max(change, Math.abs(next[i] - shares[i]));
      }
      shares = next;
      if (change < STILL) {
        break;
      }
    }
    return shares;
  }
}
