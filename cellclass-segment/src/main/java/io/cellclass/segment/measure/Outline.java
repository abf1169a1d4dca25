package io.cellclass.segment.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The outline of a cell and of its convex hull, in pixels. */
final class Outline {
  private record Corner(int x, int y) {}

  private Outline() {}

  /**
   * The length of the outline: {@code pi/8 (n0 + n90 + (n45 + n135) / sqrt 2)}, where n counts how
   * often lines through the pixels' centres cross it (Crofton's formula). Diagonal lines are nearer
   * to each other than those along the axes.
   */
  static double perimeter(CellWindow cell) {
    int straight = 0;
    int diagonal = 0;
    for (int y = 0; y < cell.height(); y++) {
      for (int x = 0; x < cell.width(); x++) {
        boolean inside = cell.contains(x, y);
        straight += inside == cell.contains(x + 1, y) ? 0 : 1;
        straight += inside == cell.contains(x, y + 1) ? 0 : 1;
        diagonal += inside == cell.contains(x + 1, y + 1) ? 0 : 1;
        diagonal += inside == cell.contains(x - 1, y + 1) ? 0 : 1;
      }
    }
    return Math.PI / 8 * (straight + diagonal / Math.sqrt(2));
  }

  /** The area of the convex hull of the corners of the pixels (Andrew's monotone chain, 1979). */
  static double hullArea(CellWindow cell) {
    List<Corner> hull = new ArrayList<>();
    List<Corner> corners = corners(cell);
    for (int pass = 0; pass < 2; pass++) {
      int start = hull.size();
      for (int i = 0; i < corners.size(); i++) {
        Corner corner = corners.get(pass == 0 ? i : corners.size() - 1 - i);
        while (hull.size() >= start + 2
            && turn(hull.get(hull.size() - 2), hull.get(hull.size() - 1), corner) <= 0) {
          hull.remove(hull.size() - 1);
        }
        hull.add(corner);
      }
      // The last of one chain is the first of the other.
      hull.remove(hull.size() - 1);
    }
    long twice = 0;
    for (int i = 1; i < hull.size() - 1; i++) {
      twice += turn(hull.get(0), hull.get(i), hull.get(i + 1));
    }
    return twice / 2.0;
  }

  /** Those of the outermost pixels of each row, sorted. */
  private static List<Corner> corners(CellWindow cell) {
    List<Corner> corners = new ArrayList<>();
    for (int y = 0; y < cell.height(); y++) {
      int first = -1;
      int last = -1;
      for (int x = 0; x < cell.width(); x++) {
        if (cell.contains(x, y)) {
          first = first < 0 ? x : first;
          last = x + 1;
        }
      }
      if (first >= 0) {
        corners.add(new Corner(first, y));
        corners.add(new Corner(first, y + 1));
        corners.add(new Corner(last, y));
        corners.add(new Corner(last, y + 1));
      }
    }
    corners.sort(Comparator.comparingInt(Corner::x).thenComparingInt(Corner::y));
    return corners;
  }

  private static long turn(Corner a, Corner b, Corner c) {
    return (long) (b.x() - a.x()) * (c.y() - a.y()) - (long) (b.y() - a.y()) * (c.x() - a.x());
  }
}
