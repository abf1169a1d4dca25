package io.cellclass.explain.picture;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * The contour lines of a picture: full ones for positive levels, dashed ones for negative levels. A
 * map that is so grainy that its lines would hide the image has none.
 */
final class ContourPlot {
  private static final double STROKE = 1.3;
  private static final int SMALLEST_LOOP = 6;

  /** The longest lines, for each level, as a multiple of the way around the picture. */
  private static final double LONGEST = 1.5;

  private final PictureScale scale;
  private final List<Path2D> positive = new ArrayList<>();
  private final List<Path2D> negative = new ArrayList<>();

  /**
   * The lines of a grid of values.
   *
   * @param maximum the value of which the levels are shares
   */
  ContourPlot(float[] values, PictureScale scale, PictureStyle style, double maximum) {
    this.scale = scale;
    double length = 0;
    for (double level : style.levels()) {
      positive.add(lines(values, level * maximum));
      length += length(positive.get(positive.size() - 1));
      if (style.colours().isSigned()) {
        negative.add(lines(values, -level * maximum));
        length += length(negative.get(negative.size() - 1));
      }
    }
    if (length > LONGEST * 2 * (scale.width() + scale.height()) * style.levels().size()) {
      positive.clear();
      negative.clear();
    }
  }

  /** Whether there are no lines, since none were asked for or the map is too grainy. */
  boolean isEmpty() {
    return positive.isEmpty();
  }

  /** The lines of a level, without loops too small to be seen as such. */
  private Path2D lines(float[] values, double level) {
    Path2D all = new Path2D.Double();
    for (Path2D line : ContourLines.of(values, scale.width(), scale.height(), level)) {
      Rectangle2D bounds = line.getBounds2D();
      if (Math.max(bounds.getWidth(), bounds.getHeight()) * scale.factor() >= SMALLEST_LOOP) {
        all.append(line, false);
      }
    }
    return all;
  }

  /** How long straight lines are together. */
  private static double length(Path2D lines) {
    double length = 0;
    double[] to = new double[6];
    double x = 0;
    double y = 0;
    for (PathIterator at = lines.getPathIterator(null); !at.isDone(); at.next()) {
      if (at.currentSegment(to) == PathIterator.SEG_LINETO) {
        length += Math.hypot(to[0] - x, to[1] - y);
      }
      x = to[0];
      y = to[1];
    }
    return length;
  }

  /** Draws them in a picture whose upper left corner is at x and y. */
  void draw(PictureSheet sheet, int x, int y) {
    AffineTransform toSheet = AffineTransform.getTranslateInstance(x, y);
    toSheet.scale(scale.factor(), scale.factor());
    for (Path2D lines : positive) {
      sheet.seamed(toSheet.createTransformedShape(lines), STROKE, false);
    }
    for (Path2D lines : negative) {
      sheet.seamed(toSheet.createTransformedShape(lines), STROKE, true);
    }
  }
}
