package io.cellclass.segment.data;

import io.cellclass.segment.LabelMap;
import java.util.ArrayList;
import java.util.List;

/**
 * A cell as polygons along the edges of its pixels, as QuPath draws a region of pixels: one for
 * each part that is connected through edges (four neighbours).
 *
 * <p>No ring touches itself, so that the polygons are valid by the OGC's simple features; rings of
 * one polygon may share single corners.
 */
final class CellOutline {
  /**
   * A closed ring.
   *
   * @param x the column of each corner, the last one's the first one's again
   * @param y the row of each corner, likewise
   */
  record Ring(List<Integer> x, List<Integer> y) {
    /** Twice the area; positive with the pixels on the right hand, on the screen clockwise. */
    long doubleArea() {
      long sum = 0;
      for (int i = 0; i + 1 < x.size(); i++) {
        sum += (long) x.get(i) * y.get(i + 1) - (long) x.get(i + 1) * y.get(i);
      }
      return sum;
    }
  }

  /**
   * A part of a cell.
   *
   * @param outer around it
   * @param holes around what it encloses
   */
  record Polygon(Ring outer, List<Ring> holes) {}

  private CellOutline() {}

  /** The outline in an image of which the map is a window that begins at this pixel. */
  static List<Polygon> of(LabelMap map, CellPixels cell, int left, int top) {
    List<Polygon> polygons = new ArrayList<>();
    int width = cell.right() - cell.left();
    int height = cell.bottom() - cell.top();
    int[] parts = parts(map, cell, width, height);
    RingTracer tracer = new RingTracer(parts, width, height);
    for (List<Ring> rings : tracer.rings(left + cell.left(), top + cell.top()).values()) {
      // A part has one ring around it, and the others are its holes.
      Ring outer = rings.get(0);
      List<Ring> holes = new ArrayList<>();
      for (Ring ring : rings) {
        if (ring.doubleArea() > 0) {
          outer = ring;
        } else {
          holes.add(ring);
        }
      }
      polygons.add(new Polygon(outer, holes));
    }
    return polygons;
  }

  /** The number of each pixel's part, from 1, within the cell's box; 0 elsewhere. */
  private static int[] parts(LabelMap map, CellPixels cell, int width, int height) {
    int[] parts = new int[width * height];
    int[] stack = new int[width * height];
    int count = 0;
    for (int start = 0; start < parts.length; start++) {
      if (parts[start] != 0 || !isIn(map, cell, start, width)) {
        continue;
      }
      count++;
      parts[start] = count;
      stack[0] = start;
      int size = 1;
      while (size > 0) {
        int pixel = stack[--size];
        int x = pixel % width;
        int[] neighbours = {
          x > 0 ? pixel - 1 : pixel,
          x < width - 1 ? pixel + 1 : pixel,
          pixel >= width ? pixel - width : pixel,
          pixel + width < parts.length ? pixel + width : pixel
        };
        for (int neighbour : neighbours) {
          if (parts[neighbour] == 0 && isIn(map, cell, neighbour, width)) {
            parts[neighbour] = count;
            stack[size++] = neighbour;
          }
        }
      }
    }
    return parts;
  }

  private static boolean isIn(LabelMap map, CellPixels cell, int index, int width) {
    return map.cell(cell.left() + index % width, cell.top() + index / width) == cell.cell();
  }
}
