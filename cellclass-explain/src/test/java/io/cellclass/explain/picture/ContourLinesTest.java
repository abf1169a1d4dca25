package io.cellclass.explain.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContourLinesTest {
  private static List<Point2D> points(Path2D path) {
    List<Point2D> points = new ArrayList<>();
    double[] to = new double[6];
    for (PathIterator at = path.getPathIterator(null); !at.isDone(); at.next()) {
      if (at.currentSegment(to) != PathIterator.SEG_CLOSE) {
        points.add(new Point2D.Double(to[0], to[1]));
      }
    }
    return points;
  }

  private static boolean closed(Path2D path) {
    int last = PathIterator.SEG_MOVETO;
    for (PathIterator at = path.getPathIterator(null); !at.isDone(); at.next()) {
      last = at.currentSegment(new double[6]);
    }
    return last == PathIterator.SEG_CLOSE;
  }

  /** A cone falls by 1 each pixel from 20 at its tip. */
  private static float[] cone(double tipX, double tipY) {
    float[] values = new float[40 * 30];
    for (int i = 0; i < values.length; i++) {
      int x = i % 40;
      int y = i / 40;
      values[i] = (float) (20 - Math.hypot(x + 0.5 - tipX, y + 0.5 - tipY));
    }
    return values;
  }

  @Test
  void theLineOfAConeIsACircle() {
    List<Path2D> lines = ContourLines.of(cone(18.3, 14.7), 40, 30, 12);
    assertThat(lines).hasSize(1);
    assertThat(closed(lines.get(0))).isTrue();
    List<Point2D> points = points(lines.get(0));
    assertThat(points).hasSizeGreaterThan(50);
    // A cone is not straight between two pixels: at 8 pixels from its tip by 1/64 at most.
    assertThat(points)
        .allSatisfy(point -> assertThat(point.distance(18.3, 14.7)).isCloseTo(8, within(1 / 64.0)));
  }

  @Test
  void theLineGoesAroundOnce() {
    List<Point2D> points = points(ContourLines.of(cone(18.3, 14.7), 40, 30, 12).get(0));
    double area = 0;
    for (int i = 0; i < points.size(); i++) {
      Point2D one = points.get(i);
      Point2D next = points.get((i + 1) % points.size());
      area += (one.getX() * next.getY() - next.getX() * one.getY()) / 2;
    }
    assertThat(Math.abs(area)).isCloseTo(Math.PI * 64, within(2.0));
  }

  @Test
  void aLineThatLeavesTheMapRunsToItsBorder() {
    List<Path2D> lines = ContourLines.of(cone(0, 15), 40, 30, 12);
    assertThat(lines).hasSize(1);
    assertThat(closed(lines.get(0))).isFalse();
    List<Point2D> points = points(lines.get(0));
    assertThat(points.get(0).getX()).isLessThanOrEqualTo(0);
    assertThat(points.get(points.size() - 1).getX()).isLessThanOrEqualTo(0);
  }

  /** Values 0, 1, 2, 3 of columns whose middles are at 0.5, 1.5, ...: 1.25 lies at 1.75. */
  @Test
  void theLineOfASlopeIsStraight() {
    float[] slope = {0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3};
    List<Path2D> lines = ContourLines.of(slope, 4, 3, 1.25);
    assertThat(lines).hasSize(1);
    assertThat(points(lines.get(0)))
        .hasSizeGreaterThanOrEqualTo(3)
        .allSatisfy(point -> assertThat(point.getX()).isCloseTo(1.75, within(1e-6)));
  }

  @Test
  void twoHillsHaveTwoLines() {
    float[] hills = new float[9 * 5];
    hills[2 * 9 + 2] = 1;
    hills[2 * 9 + 6] = 1;
    List<Path2D> lines = ContourLines.of(hills, 9, 5, 0.5);
    assertThat(lines).hasSize(2).allMatch(ContourLinesTest::closed);
    assertThat(points(lines.get(0)))
        .containsExactlyInAnyOrder(
            new Point2D.Double(2.5, 2),
            new Point2D.Double(3, 2.5),
            new Point2D.Double(2.5, 3),
            new Point2D.Double(2, 2.5));
  }

  /** Two pixels that touch at a corner are one hill if the mean of the four is above the level. */
  @Test
  void aSaddleIsJoinedWhereItsMiddleIsHigh() {
    float[] saddle = new float[16];
    saddle[5] = 1;
    saddle[10] = 1;
    assertThat(ContourLines.of(saddle, 4, 4, 0.4)).hasSize(1);
    assertThat(ContourLines.of(saddle, 4, 4, 0.6)).hasSize(2);
    float[] other = new float[16];
    other[6] = 1;
    other[9] = 1;
    assertThat(ContourLines.of(other, 4, 4, 0.4)).hasSize(1);
    assertThat(ContourLines.of(other, 4, 4, 0.6)).hasSize(2);
  }

  @Test
  void aFlatMapHasNoLines() {
    assertThat(ContourLines.of(new float[12], 4, 3, 0)).isEmpty();
    assertThat(ContourLines.of(new float[12], 4, 3, 0.5)).isEmpty();
    assertThat(ContourLines.of(new float[] {1}, 1, 1, 0.5)).isEmpty();
  }
}
