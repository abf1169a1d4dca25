package io.cellclass.testkit;

/** Something in a smear, drawn around the origin. Lengths are micrometres. Immutable. */
interface Body extends Shape {
  /** No point of it is further from the origin. */
  double reach();

  /**
   * Adds the dyes of a point in or near the body; the canvas fades them out across the edge.
   *
   * @param depth how far inside the edge the point lies; negative outside
   */
  void stain(double x, double y, double depth, Dyes dyes);

  /** How widely its edge is blurred by its roundness, in micrometres. */
  double softness();
}
