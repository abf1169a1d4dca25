package io.cellclass.testkit;

/**
 * The absorbance of each point of an image, to which bodies are added one by one. Small images are
 * drawn with several points per pixel.
 */
final class Canvas {
  // Finer details than this, in points per micrometre, are not drawn.
  private static final double FINE = 8;

  private final int pointsPerPixel;
  private final Raster points;
  private final Staining staining;
  private final float[][] absorbance;
  private final Dyes dyes = new Dyes();

  Canvas(Framing framing, Staining staining) {
    pointsPerPixel =
        (int) Math.max(1, Math.min(4, Math.round(FINE / framing.pixelsPerMicrometre())));
    points = framing.raster(pointsPerPixel);
    this.staining = staining;
    absorbance = new float[3][points.width() * points.height()];
  }

  /** The number of points along a pixel's side. */
  int pointsPerPixel() {
    return pointsPerPixel;
  }

  /** The grid of the points. */
  Raster points() {
    return points;
  }

  /** The absorbances of red (0), green (1) or blue (2) light, row by row; not a copy. */
  float[] absorbance(int colour) {
    return absorbance[colour];
  }

  /** Lays a body over what is there. */
  void draw(Body body, double x, double y) {
    double soft = Math.max(body.softness(), 0.5 / points.scale());
    Box window = points.window(x, y, body.reach() + soft);
    if (window == null) {
      return;
    }
    for (int row = window.y(); row < window.y() + window.height(); row++) {
      for (int column = window.x(); column < window.x() + window.width(); column++) {
        double px = points.micrometres(column) - x;
        double py = points.micrometres(row) - y;
        double distance = body.distance(px, py);
        if (distance < soft) {
          dyes.clear();
          body.stain(px, py, -distance, dyes);
          absorb(row * points.width() + column, 1 - Blend.step(-soft, soft, distance));
        }
      }
    }
  }

  private void absorb(int at, double coverage) {
    for (int colour = 0; colour < 3; colour++) {
      absorbance[colour][at] += (float) (coverage * staining.absorbance(dyes, colour));
    }
  }
}
