package io.cellclass.segment.data;

import java.util.Arrays;

/** Fills polygons: a pixel belongs to one if its centre does, by the even-odd rule. */
final class PolygonFill {
  private PolygonFill() {}

  /**
   * Gives the pixels of a polygon a number.
   *
   * @param corners column and row of each corner in turn, in pixels from the upper left corner of
   *     the image; the last is joined to the first
   * @param cells row by row
   */
  static void fill(double[] corners, int width, int height, int[] cells, int number) {
    double top = Double.POSITIVE_INFINITY;
    double bottom = Double.NEGATIVE_INFINITY;
    for (int i = 1; i < corners.length; i += 2) {
      top = Math.min(top, corners[i]);
      bottom = Math.max(bottom, corners[i]);
    }
    for (int y = first(top, height); y < first(bottom, height); y++) {
      double[] crossings = crossings(corners, y + 0.5);
      for (int i = 0; i + 1 < crossings.length; i += 2) {
        int from = first(crossings[i], width);
        int to = first(crossings[i + 1], width);
        Arrays.fill(cells, y * width + from, y * width + Math.max(from, to), number);
      }
    }
  }

  /** The first pixel whose centre is at a place or behind it. */
  private static int first(double place, int most) {
    return (int) Math.max(0, Math.min(most, Math.ceil(place - 0.5)));
  }

  private static double[] crossings(double[] corners, double y) {
    double[] crossings = new double[corners.length / 2];
    int count = 0;
    int before = corners.length - 2;
    for (int i = 0; i < corners.length; before = i, i += 2) {
      double fromY = corners[before + 1];
      double toY = corners[i + 1];
      // Half open, so that a corner on the line counts once.
      if (fromY <= y != toY <= y) {
        double share = (y - fromY) / (toY - fromY);
        crossings[count++] = corners[before] + share * (corners[i] - corners[before]);
      }
    }
    double[] sorted = Arrays.copyOf(crossings, count);
    Arrays.sort(sorted);
    return sorted;
  }
}
