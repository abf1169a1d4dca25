package io.cellclass.testkit;

/**
 * Discs strewn over the plane, one or none in each square of a jittered grid.
 *
 * @param seed which ones
 * @param spacing the side of a square, in micrometres; at least twice the largest radius less the
 *     jitter, or discs are cut off
 * @param smallest the least radius
 * @param largest the greatest radius
 * @param share the part of the squares that hold a disc, in [0, 1]
 */
record Granules(int seed, double spacing, double smallest, double largest, double share) {
  private static final double SOFT_EDGE = 0.09;
  private static final double JITTER = 0.9;

  /** How much of a granule lies at the point, in [0, 1]; granules differ in strength. */
  double at(double x, double y) {
    int column = (int) Math.floor(x / spacing);
    int row = (int) Math.floor(y / spacing);
    double most = 0;
    for (int j = row - 1; j <= row + 1; j++) {
      for (int i = column - 1; i <= column + 1; i++) {
        most = Math.max(most, disc(i, j, x, y));
      }
    }
    return most;
  }

  private double disc(int i, int j, double x, double y) {
    int h = Texture.hash(seed, i, j);
    if ((h & 0xff) >= share * 256) {
      return 0;
    }
    int g = Texture.hash(h, j, i);
    double dx = x - spacing * (i + 0.5 + JITTER * ((g & 0xff) / 256.0 - 0.5));
    double dy = y - spacing * (j + 0.5 + JITTER * ((g >>> 8 & 0xff) / 256.0 - 0.5));
    double radius = smallest + (largest - smallest) * ((g >>> 16 & 0xff) / 255.0);
    double far = radius + SOFT_EDGE;
    double squared = dx * dx + dy * dy;
    if (squared >= far * far) {
      return 0;
    }
    double strength = 0.6 + 0.4 * ((g >>> 24) / 255.0);
    return strength * (1 - Blend.step(radius - SOFT_EDGE, far, Math.sqrt(squared)));
  }
}
