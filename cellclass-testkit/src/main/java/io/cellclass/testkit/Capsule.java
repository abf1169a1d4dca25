package io.cellclass.testkit;

/** All points within a distance of a segment. */
record Capsule(double x1, double y1, double x2, double y2, double radius) implements Shape {
  @Override
  public double distance(double x, double y) {
    double dx = x2 - x1;
    double dy = y2 - y1;
    double length = dx * dx + dy * dy;
    double t = length == 0 ? 0 : ((x - x1) * dx + (y - y1) * dy) / length;
    t = Math.max(0, Math.min(1, t));
    double ex = x - x1 - t * dx;
    double ey = y - y1 - t * dy;
    return Math.sqrt(ex * ex + ey * ey) - radius;
  }

  Capsule movedBy(double dx, double dy) {
    return new Capsule(x1 + dx, y1 + dy, x2 + dx, y2 + dy, radius);
  }
}
