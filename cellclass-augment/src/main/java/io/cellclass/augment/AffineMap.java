package io.cellclass.augment;

/**
 * Where the points of an image go: {@code (x, y)} to {@code (xx x + xy y + x0, yx x + yy y + y0)}.
 * Columns {@code x} run to the right and rows {@code y} down; the middle of the upper left pixel is
 * (0, 0). With it, boxes, masks and marked points can be moved along with an image.
 */
public record AffineMap(double xx, double xy, double x0, double yx, double yy, double y0) {
  /** Leaves every point where it is. */
  public static final AffineMap IDENTITY = new AffineMap(1, 0, 0, 0, 1, 0);

  /**
   * The map with these coefficients.
   *
   * @throws IllegalArgumentException if one is not finite or the map has no inverse
   */
  public AffineMap {
    // Adding 0 turns -0 to 0, so that equal maps are equal records.
    xx += 0.0;
    xy += 0.0;
    x0 += 0.0;
    yx += 0.0;
    yy += 0.0;
    y0 += 0.0;
    double determinant = xx * yy - xy * yx;
    if (!Double.isFinite(determinant + x0 + y0) || determinant == 0) {
      throw new IllegalArgumentException(
          "a map needs finite coefficients and an inverse, not " + text(xx, xy, x0, yx, yy, y0));
    }
  }

  /** The map that moves points about the centre of an image. */
  static AffineMap aboutCentre(int width, int height, double xx, double xy, double yx, double yy) {
    double x = (width - 1) / 2.0;
    double y = (height - 1) / 2.0;
    return new AffineMap(xx, xy, x - xx * x - xy * y, yx, yy, y - yx * x - yy * y);
  }

  /** The column to which a point goes. */
  public double x(double x, double y) {
    return xx * x + xy * y + x0;
  }

  /** The row to which a point goes. */
  public double y(double x, double y) {
    return yx * x + yy * y + y0;
  }

  /** This map, then another. */
  public AffineMap then(AffineMap next) {
    return new AffineMap(
        next.xx * xx + next.xy * yx,
        next.xx * xy + next.xy * yy,
        next.x(x0, y0),
        next.yx * xx + next.yy * yx,
        next.yx * xy + next.yy * yy,
        next.y(x0, y0));
  }

  /** The map that brings the points back. */
  public AffineMap inverse() {
    double determinant = xx * yy - xy * yx;
    return new AffineMap(
        yy / determinant,
        -xy / determinant,
        (xy * y0 - yy * x0) / determinant,
        -yx / determinant,
        xx / determinant,
        (yx * x0 - xx * y0) / determinant);
  }

  /** Whether whole pixels go to whole pixels: no value has to be interpolated. */
  boolean movesWholePixels() {
    boolean straight = xy == 0 && yx == 0 && Math.abs(xx) == 1 && Math.abs(yy) == 1;
    boolean crossed = xx == 0 && yy == 0 && Math.abs(xy) == 1 && Math.abs(yx) == 1;
    return (straight || crossed) && x0 == Math.rint(x0) && y0 == Math.rint(y0);
  }

  @Override
  public String toString() {
    return "AffineMap" + text(xx, xy, x0, yx, yy, y0);
  }

  private static String text(double xx, double xy, double x0, double yx, double yy, double y0) {
    return "[" + xx + " " + xy + " " + x0 + "; " + yx + " " + yy + " " + y0 + "]";
  }
}
