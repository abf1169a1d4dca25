package io.cellclass.segment.classic;

import java.util.Arrays;

/**
 * The thresholds that part the values of a histogram into classes with the largest variance between
 * their means (Otsu 1979; for three classes by exhaustive search, Liao et al. 2001). Stateless and
 * safe for concurrent use.
 */
public final class Otsu {
  private Otsu() {}

  /**
   * One threshold: the lower class has the values up to it, the upper one those above. Of equally
   * good ones it is the lowest; where all values are equal it is that value, so that the upper
   * class is empty.
   *
   * @param histogram how many pixels have each value from 0
   * @throws IllegalArgumentException if it has no bin, a count is negative, or all are 0
   */
  public static int threshold(int[] histogram) {
    Sums sums = new Sums(histogram);
    int bins = histogram.length;
    int best = sums.highest;
    double most = 0;
    for (int t = 0; t < bins - 1; t++) {
      double between = sums.share(0, t + 1) + sums.share(t + 1, bins);
      if (sums.count(0, t + 1) > 0 && sums.count(t + 1, bins) > 0 && between > most) {
        most = between;
        best = t;
      }
    }
    return best;
  }

  /**
   * Two thresholds, ascending: the lowest class has the values up to the first, the highest those
   * above the second. Where there are fewer than three values the middle class or the highest one
   * is empty: the second threshold is then the highest value.
   *
   * @param histogram how many pixels have each value from 0
   * @throws IllegalArgumentException if it has no bin, a count is negative, or all are 0
   */
  public static int[] thresholds(int[] histogram) {
    Sums sums = new Sums(histogram);
    int bins = histogram.length;
    int[] best = {threshold(histogram), sums.highest};
    double most = 0;
    for (int low = 0; low < bins - 2; low++) {
      if (sums.count(0, low + 1) == 0) {
        continue;
      }
      for (int high = low + 1; high < bins - 1; high++) {
        double between =
            sums.share(0, low + 1) + sums.share(low + 1, high + 1) + sums.share(high + 1, bins);
        if (between > most && sums.count(low + 1, high + 1) > 0 && sums.count(high + 1, bins) > 0) {
          most = between;
          best = new int[] {low, high};
        }
      }
    }
    return best;
  }

  /** Sums of the histogram up to each bin. */
  private static final class Sums {
    private final long[] counts;
    private final double[] moments;
    private final int highest;

    Sums(int[] histogram) {
      counts = new long[histogram.length + 1];
      moments = new double[histogram.length + 1];
      int last = -1;
      for (int i = 0; i < histogram.length; i++) {
        if (histogram[i] < 0) {
          throw new IllegalArgumentException(
              "expected counts from 0 up, found " + histogram[i] + " at " + i);
        }
        counts[i + 1] = counts[i] + histogram[i];
        moments[i + 1] = moments[i] + (double) i * histogram[i];
        last = histogram[i] > 0 ? i : last;
      }
      if (last < 0) {
        throw new IllegalArgumentException("a histogram of nothing has no threshold");
      }
      highest = last;
      // About the mean, so that the shares are the variance and rounding is small beside them.
      double mean = moments[histogram.length] / counts[histogram.length];
      Arrays.setAll(moments, i -> moments[i] - mean * counts[i]);
    }

    long count(int from, int to) {
      return counts[to] - counts[from];
    }

    /** What a class adds to the variance between classes, times the number of pixels. */
    double share(int from, int to) {
      double moment = moments[to] - moments[from];
      long count = count(from, to);
      return count == 0 ? 0 : moment * moment / count;
    }
  }
}
