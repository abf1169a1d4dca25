package io.cellclass.testkit;

/**
 * A body at a place in the image.
 *
 * @param x its centre's distance from the left edge of the image, in micrometres
 * @param y its centre's distance from the upper edge of the image, in micrometres
 */
record Placed<B extends Body>(B body, double x, double y, CellMask mask) {
  double distance(double otherX, double otherY) {
    double dx = x - otherX;
    double dy = y - otherY;
    return Math.sqrt(dx * dx + dy * dy);
  }
}
