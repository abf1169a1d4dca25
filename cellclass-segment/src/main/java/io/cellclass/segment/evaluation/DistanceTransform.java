package io.cellclass.segment.evaluation;

/**
 * Exact squared Euclidean distances from the centre of each pixel to that of the nearest pixel of a
 * set, in time linear in the pixels (Felzenszwalb and Huttenlocher 2012, algorithm 1): along the
 * columns by two sweeps, along the rows by the lower envelope of a parabola for each column.
 */
final class DistanceTransform {
  /** The distance down a column that has no pixel of the set. */
  private static final int NONE = -1;

  private final int width;
  // Of the row at hand: the columns whose parabolas form the envelope, and where each begins.
  private final int[] vertex;
  private final double[] start;

  private DistanceTransform(int width) {
    this.width = width;
    this.vertex = new int[width];
    this.start = new double[width];
  }

  /**
   * The squared distances, row by row.
   *
   * @param set which pixels, row by row, belong to the set: at least one
   */
  static long[] squared(int width, int height, boolean[] set) {
    int[] down = alongColumns(width, height, set);
    long[] squared = new long[set.length];
    DistanceTransform transform = new DistanceTransform(width);
    for (int y = 0; y < height; y++) {
      transform.alongRow(down, squared, y * width);
    }
    return squared;
  }

  private static int[] alongColumns(int width, int height, boolean[] set) {
    int[] down = new int[set.length];
    for (int x = 0; x < width; x++) {
      int distance = NONE;
      for (int y = 0, i = x; y < height; y++, i += width) {
        distance = set[i] ? 0 : distance == NONE ? NONE : distance + 1;
        down[i] = distance;
      }
      distance = NONE;
      for (int y = height - 1, i = y * width + x; y >= 0; y--, i -= width) {
        distance = set[i] ? 0 : distance == NONE ? NONE : distance + 1;
        if (distance != NONE && (down[i] == NONE || distance < down[i])) {
          down[i] = distance;
        }
      }
    }
    return down;
  }

  private void alongRow(int[] down, long[] squared, int row) {
    int last = envelope(down, row);
    int k = 0;
    for (int x = 0; x < width; x++) {
      while (k < last && start[k + 1] < x) {
        k++;
      }
      long across = (long) x - vertex[k];
      long along = down[row + vertex[k]];
      squared[row + x] = across * across + along * along;
    }
  }

  private int envelope(int[] down, int row) {
    int last = -1;
    for (int x = 0; x < width; x++) {
      if (down[row + x] == NONE) {
        continue;
      }
      double from = Double.NEGATIVE_INFINITY;
      while (last >= 0) {
        from = crossing(down, row, vertex[last], x);
        if (from > start[last]) {
          break;
        }
        last--;
      }
      last++;
      vertex[last] = x;
      start[last] = last == 0 ? Double.NEGATIVE_INFINITY : from;
    }
    return last;
  }

  /** Where the parabola of the column {@code right} comes below that of {@code left}. */
  private static double crossing(int[] down, int row, int left, int right) {
    double atLeft = (double) down[row + left] * down[row + left] + (double) left * left;
    double atRight = (double) down[row + right] * down[row + right] + (double) right * right;
    return (atRight - atLeft) / (2.0 * (right - left));
  }
}
