package io.cellclass.testkit;

/** A shape around another point than the origin. */
record Moved(Shape shape, double x, double y) implements Shape {
  @Override
  public double distance(double px, double py) {
    return shape.distance(px - x, py - y);
  }
}
