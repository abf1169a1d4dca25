package io.cellclass.explain.faithfulness;

import io.cellclass.Heatmap;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How far two maps order the pixels of an image alike: Spearman's rank correlation, in [-1, 1], by
 * which Adebayo et al. 2018 ("Sanity Checks for Saliency Maps") compare maps.
 */
public final class RankCorrelation {
  /** The largest number of blocks in a row and in a column that are compared. */
  public static final int BLOCKS = 64;

  private RankCorrelation() {}

  /**
   * The correlation of the ranks of two maps' values, signs and all; equal values share the mean of
   * their ranks. A side longer than {@link #BLOCKS} is first averaged down to that many blocks of
   * pixels, as even as they can be, so that neither noise of single pixels nor the size of the
   * image decides.
   *
   * @return 1 for the same order, -1 for the opposite one; 0 if a map is constant: it orders
   *     nothing
   * @throws IllegalArgumentException if the maps are of different sizes
   */
  public static double of(Heatmap first, Heatmap second) {
    Sizes.requireSame(first, second);
    return pearson(ranks(blocks(first)), ranks(blocks(second)));
  }

  /** The means of the blocks, row by row; the values themselves where there are few. */
  private static double[] blocks(Heatmap map) {
    int columns = Math.min(BLOCKS, map.width());
    int rows = Math.min(BLOCKS, map.height());
    double[] means = new double[rows * columns];
    for (int i = 0; i < means.length; i++) {
      int column = i % columns;
      int row = i / columns;
      int left = start(column, columns, map.width());
      int right = start(column + 1, columns, map.width());
      int top = start(row, rows, map.height());
      int bottom = start(row + 1, rows, map.height());
      means[i] = mean(map, left, right, top, bottom);
    }
    return means;
  }

  private static int start(int block, int blocks, int pixels) {
    return (int) ((long) block * pixels / blocks);
  }

  private static double mean(Heatmap map, int left, int right, int top, int bottom) {
    double sum = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        sum += map.value(x, y);
      }
    }
    return sum / ((double) (right - left) * (bottom - top));
  }

  /** The place of each value among all, from 0; equal ones share the mean of theirs. */
  static double[] ranks(double[] values) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] ranks = new double[values.length];
    int from = 0;
    while (from < order.length) {
      int to = from + 1;
      while (to < order.length && values[order[to]] == values[order[from]]) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = (from + to - 1) / 2.0;
      }
      from = to;
    }
    return ranks;
  }

  private static double pearson(double[] first, double[] second) {
    double mean = (first.length - 1) / 2.0;
    double both = 0;
    double ones = 0;
    double others = 0;
    for (int i = 0; i < first.length; i++) {
      both += (first[i] - mean) * (second[i] - mean);
      ones += (first[i] - mean) * (first[i] - mean);
      others += (second[i] - mean) * (second[i] - mean);
    }
    return ones > 0 && others > 0 ? both / Math.sqrt(ones * others) : 0;
  }

  /** Whether a map has one value only, after averaging. */
  static boolean isConstant(Heatmap map) {
    return Arrays.stream(blocks(map)).distinct().count() == 1;
  }
}
