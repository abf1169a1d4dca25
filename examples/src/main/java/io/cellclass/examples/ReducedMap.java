package io.cellclass.examples;

import io.cellclass.segment.LabelMap;
import io.cellclass.segment.PixelClass;
import io.cellclass.segment.slide.SlideCell;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** A map of the cells of a large image at the size of its picture. */
final class ReducedMap {
  private final int width;
  private final int height;
  private final int factor;
  private final int[] cells;
  private final PixelClass[] classes;

  ReducedMap(int width, int height, int factor) {
    this.width = width;
    this.height = height;
    this.factor = factor;
    this.cells = new int[Math.multiplyExact(width, height)];
    this.classes = new PixelClass[cells.length];
    Arrays.fill(classes, PixelClass.BACKGROUND);
  }

  /** A place shows the last cell of which it has a pixel, and a nucleus before the rest. */
  void add(SlideCell cell) {
    LabelMap window = cell.map();
    for (int y = 0; y < window.height(); y++) {
      for (int x = 0; x < window.width(); x++) {
        if (window.cell(x, y) > 0) {
          int at = (cell.top() + y) / factor * width + (cell.left() + x) / factor;
          boolean nucleus =
              window.pixelClass(x, y) == PixelClass.NUCLEUS
                  || (cells[at] == cell.number() && classes[at] == PixelClass.NUCLEUS);
          cells[at] = cell.number();
          classes[at] = nucleus ? PixelClass.NUCLEUS : PixelClass.CYTOPLASM;
        }
      }
    }
  }

  /** The map, its cells numbered again, as some are too small to be seen. */
  LabelMap map() {
    Map<Integer, Integer> numbers = new HashMap<>();
    int[] numbered = new int[cells.length];
    for (int i = 0; i < cells.length; i++) {
      if (cells[i] > 0) {
        Integer number = numbers.get(cells[i]);
        if (number == null) {
          number = numbers.size() + 1;
          numbers.put(cells[i], number);
        }
        numbered[i] = number;
      }
    }
    return LabelMap.of(width, height, numbered, classes);
  }
}
