package io.cellclass.testkit;

/** A shape with bites taken out, their corners rounded. */
record Notched(Shape shape, Capsule first, Capsule second) implements Shape {
  private static final double ROUNDING = 0.9;

  @Override
  public double distance(double x, double y) {
    double bites = Math.min(first.distance(x, y), second.distance(x, y));
    return Blend.cut(shape.distance(x, y), bites, ROUNDING);
  }
}
