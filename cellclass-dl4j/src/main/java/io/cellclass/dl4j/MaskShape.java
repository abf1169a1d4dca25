package io.cellclass.dl4j;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Measures of the shape of a mask, in pixels; 0 for an empty one.
 *
 * @param area the number of pixels
 * @param perimeter the length of the outline, holes included: from the patterns of 2 by 2 pixels
 *     (Gray 1971) with Kulpa's (1977) factor, which makes it right on average over all directions
 * @param euler the number of blobs less the number of holes
 * @param centreX the column of the centre of mass, the first pixel's centre at 0.5
 * @param centreY its row
 * @param majorAxis the length of the ellipse with the same second moments
 * @param minorAxis its breadth
 * @param hullArea the area of the convex hull
 * @param hullPerimeter the length of its outline
 */
record MaskShape(
    int area,
    double perimeter,
    int euler,
    double centreX,
    double centreY,
    double majorAxis,
    double minorAxis,
    double hullArea,
    double hullPerimeter) {
  /** {@code pi / 8 * (1 + sqrt(2))}. */
  private static final double KULPA = 0.9480594489685199;

  /** The second moment of a pixel about its own centre. */
  private static final double OF_A_PIXEL = 1.0 / 12;

  private record Corner(int x, int y) {}

  static MaskShape of(PixelMask mask) {
    if (mask.area() == 0) {
      return new MaskShape(0, 0, 0, 0, 0, 0, 0, 0, 0);
    }
    CentralMoments moments = CentralMoments.of(mask);
    double half = (moments.xx() - moments.yy()) / 2;
    double middle = (moments.xx() + moments.yy()) / 2 + OF_A_PIXEL;
    double spread = Math.hypot(half, moments.xy());
    List<Corner> hull = hull(mask);
    double twiceHull = 0;
    double around = 0;
    for (int i = 0; i < hull.size(); i++) {
      Corner a = hull.get(i);
      Corner b = hull.get((i + 1) % hull.size());
      twiceHull += (double) a.x() * b.y() - (double) b.x() * a.y();
      around += Math.hypot(b.x() - a.x(), b.y() - a.y());
    }
    int[] quads = quads(mask);
    return new MaskShape(
        mask.area(),
        KULPA * (quads[2] + (quads[1] + quads[3] + 2 * quads[0]) / Math.sqrt(2)),
        (quads[1] - quads[3] + 2 * quads[0]) / 4,
        moments.centreX(),
        moments.centreY(),
        4 * Math.sqrt(middle + spread),
        4 * Math.sqrt(middle - spread),
        Math.abs(twiceHull) / 2,
        around);
  }

  /**
   * How many squares of 2 by 2 pixels have one, two along an edge, and three pixels in the mask; at
   * position 0, those with two across.
   */
  private static int[] quads(PixelMask mask) {
    int[] counts = new int[5];
    for (int y = 0; y <= mask.height(); y++) {
      for (int x = 0; x <= mask.width(); x++) {
        boolean a = mask.contains(x - 1, y - 1);
        boolean b = mask.contains(x, y - 1);
        boolean c = mask.contains(x - 1, y);
        boolean d = mask.contains(x, y);
        int inside = (a ? 1 : 0) + (b ? 1 : 0) + (c ? 1 : 0) + (d ? 1 : 0);
        boolean across = inside == 2 && a == d;
        if (inside > 0) {
          counts[across ? 0 : inside]++;
        }
      }
    }
    return counts;
  }

  /** Andrew's monotone chain (1979) over the corners of the outermost pixels of each row. */
  private static List<Corner> hull(PixelMask mask) {
    List<Corner> corners = new ArrayList<>();
    for (int y = 0; y < mask.height(); y++) {
      int first = -1;
      int last = -1;
      for (int x = 0; x < mask.width(); x++) {
        if (mask.contains(x, y)) {
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
    List<Corner> hull = new ArrayList<>();
    for (int pass = 0; pass < 2; pass++) {
      int start = hull.size();
      for (int i = 0; i < corners.size(); i++) {
        Corner corner = corners.get(pass == 0 ? i : corners.size() - 1 - i);
        while (hull.size() >= start + 2 && !turnsLeft(hull, corner)) {
          hull.remove(hull.size() - 1);
        }
        hull.add(corner);
      }
      // It is the first of the other chain.
      hull.remove(hull.size() - 1);
    }
    return hull;
  }

  private static boolean turnsLeft(List<Corner> hull, Corner next) {
    Corner a = hull.get(hull.size() - 2);
    Corner b = hull.get(hull.size() - 1);
    return (long) (b.x() - a.x()) * (next.y() - a.y()) - (long) (b.y() - a.y()) * (next.x() - a.x())
        > 0;
  }

  /** 1 for a disc, less for what is long or ragged: {@code 4 pi area / perimeter^2}. */
  double circularity() {
    return perimeter == 0 ? 0 : 4 * Math.PI * area / (perimeter * perimeter);
  }

  /** 0 for a disc, towards 1 for a line: that of the ellipse with the same second moments. */
  double eccentricity() {
    double ratio = majorAxis == 0 ? 1 : minorAxis / majorAxis;
    return Math.sqrt(1 - ratio * ratio);
  }

  /** The share of the convex hull that belongs to the mask. */
  double solidity() {
    return hullArea == 0 ? 0 : area / hullArea;
  }

  /** The length of the hull's outline beside the mask's own: small for lobes. */
  double convexity() {
    return perimeter == 0 ? 0 : hullPerimeter / perimeter;
  }

  /** The diameter of a disc of the same area. */
  double diameter() {
    return 2 * Math.sqrt(area / Math.PI);
  }
}
