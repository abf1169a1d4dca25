package io.cellclass.testkit;

/** A shape in the plane. Lengths are micrometres, y grows downwards. Immutable. */
interface Shape {
  /** The distance to the edge, about: negative inside. */
  double distance(double x, double y);
}
