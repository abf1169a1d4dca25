package io.cellclass.segment.measure;

import io.cellclass.segment.LabelMap;
import io.cellclass.segment.PixelClass;

/** The pixels of one cell in the smallest window that holds it with a pixel's margin. */
final class CellWindow {
  private final LabelMap map;
  private final int cell;
  private final int left;
  private final int top;
  private final int width;
  private final int height;

  /**
   * The window of a cell.
   *
   * @param ends its first column and row, and those behind its last ones
   */
  CellWindow(LabelMap map, int cell, int[] ends) {
    this.map = map;
    this.cell = cell;
    this.left = ends[0] - 1;
    this.top = ends[1] - 1;
    this.width = ends[2] - ends[0] + 2;
    this.height = ends[3] - ends[1] + 2;
  }

  /** The first column in the image, -1 for a cell at the border. */
  int left() {
    return left;
  }

  int top() {
    return top;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Whether a place of the window is of the cell; false outside the window. */
  boolean contains(int x, int y) {
    // The margin may lie outside the map.
    return x > 0 && y > 0 && x < width - 1 && y < height - 1 && map.cell(left + x, top + y) == cell;
  }

  boolean isNucleus(int x, int y) {
    return contains(x, y) && map.pixelClass(left + x, top + y) == PixelClass.NUCLEUS;
  }
}
