package io.cellclass.testkit;

/**
 * How much of a smear an image shows, and how finely.
 *
 * @param width the number of columns, in [8, 2048]
 * @param height the number of rows, in [8, 2048]
 * @param pixelsPerMicrometre the magnification, in [2, 40]; a red cell is about 7.3 micrometres
 *     wide
 */
public record Framing(int width, int height, double pixelsPerMicrometre) {
  /** A square of 36 micrometres in 360x360 pixels: one white cell and its neighbours. */
  public static final Framing SINGLE_CELL = singleCell(360);

  /** A field of 107 by 80 micrometres in 640x480 pixels. */
  public static final Framing FIELD = new Framing(640, 480, 6);

  private static final double SINGLE_CELL_MICROMETRES = 36;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a value is outside its range
   */
  public Framing {
    if (Math.min(width, height) < 8 || Math.max(width, height) > 2048) {
      throw new IllegalArgumentException(
          "an image's sides must be in [8, 2048], not " + width + "x" + height);
    }
    if (!(pixelsPerMicrometre >= 2 && pixelsPerMicrometre <= 40)) {
      throw new IllegalArgumentException(
          "the magnification must be in [2, 40] pixels per micrometre, not " + pixelsPerMicrometre);
    }
  }

  /**
   * A square of 36 micrometres, for one white cell and its neighbours.
   *
   * @param side the number of columns and rows, in [72, 1440]
   * @throws IllegalArgumentException if the side is outside its range
   */
  public static Framing singleCell(int side) {
    return new Framing(side, side, side / SINGLE_CELL_MICROMETRES);
  }

  /** The width in micrometres. */
  double across() {
    return width / pixelsPerMicrometre;
  }

  /** The height in micrometres. */
  double down() {
    return height / pixelsPerMicrometre;
  }

  /** A grid with so many points along each pixel's side. */
  Raster raster(int pointsPerPixel) {
    return new Raster(
        width * pointsPerPixel, height * pointsPerPixel, pixelsPerMicrometre * pointsPerPixel);
  }
}
