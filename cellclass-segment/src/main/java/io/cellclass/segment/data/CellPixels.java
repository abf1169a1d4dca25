package io.cellclass.segment.data;

import io.cellclass.segment.Box;
import io.cellclass.segment.LabelMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where in a map a cell is.
 *
 * @param cell its number
 * @param left its first column
 * @param top its first row
 * @param right behind its last column
 * @param bottom behind its last row
 * @param area its pixels
 */
record CellPixels(int cell, int left, int top, int right, int bottom, int area) {
  private static final int FIELDS = 5;

  /** The cells of a map, in the order of their numbers. */
  static List<CellPixels> of(LabelMap map) {
    int[][] extents = new int[map.count()][FIELDS];
    for (int[] extent : extents) {
      Arrays.fill(extent, 0, 2, Integer.MAX_VALUE);
    }
    int[] cells = map.cells();
    for (int i = 0; i < cells.length; i++) {
      if (cells[i] != 0) {
        int[] extent = extents[cells[i] - 1];
        int x = i % map.width();
        int y = i / map.width();
        extent[0] = Math.min(extent[0], x);
        extent[1] = Math.min(extent[1], y);
        extent[2] = Math.max(extent[2], x + 1);
        extent[3] = Math.max(extent[3], y + 1);
        extent[4]++;
      }
    }
    List<CellPixels> all = new ArrayList<>();
    for (int[] e : extents) {
      all.add(new CellPixels(all.size() + 1, e[0], e[1], e[2], e[3], e[4]));
    }
    return all;
  }

  Box box() {
    return new Box(left, top, right, bottom);
  }
}
