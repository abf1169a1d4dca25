package io.cellclass.explain.faithfulness;

import java.util.List;

/**
 * A label's probability as an image changes, pixel by pixel. Immutable.
 *
 * @param points from no pixel changed to all of them, at least two; immutable
 */
public record ProbabilityCurve(List<Point> points) {
  /**
   * A point of the curve.
   *
   * @param share the share of the image's pixels that are changed, in [0, 1]
   * @param probability the label's probability then, in [0, 1]
   */
  public record Point(double share, double probability) {}

  /**
   * Copies the points.
   *
   * @throws IllegalArgumentException if the shares do not rise from 0 to 1
   */
  public ProbabilityCurve {
    points = List.copyOf(points);
    boolean whole =
        points.size() > 1
            && points.get(0).share() == 0
            && points.get(points.size() - 1).share() == 1;
    for (int i = 1; whole && i < points.size(); i++) {
      whole = points.get(i).share() >= points.get(i - 1).share();
    }
    if (!whole) {
      throw new IllegalArgumentException("expected shares that rise from 0 to 1, found " + points);
    }
  }

  /** The area under the curve by the trapezoid rule, in [0, 1]: the mean probability. */
  public double area() {
    double area = 0;
    for (int i = 1; i < points.size(); i++) {
      Point from = points.get(i - 1);
      Point to = points.get(i);
      area += (to.share() - from.share()) * (from.probability() + to.probability()) / 2;
    }
    return area;
  }
}
