package io.cellclass.testkit;

/** A white cell: an outline, a nucleus in it, and what fills the rest. */
abstract class WhiteBody implements Body {
  // The nucleus keeps this far inside the cell's edge.
  private static final double MARGIN = 0.12;
  private static final double NUCLEAR_EDGE = 0.1;

  private final Outline outline;
  private final Shape nucleus;
  private final Chromatin chromatin;

  WhiteBody(Outline outline, Shape nucleus, Chromatin chromatin) {
    this.outline = outline;
    this.nucleus = nucleus;
    this.chromatin = chromatin;
  }

  @Override
  public double reach() {
    return outline.reach();
  }

  @Override
  public double distance(double x, double y) {
    return outline.distance(x, y);
  }

  @Override
  public double softness() {
    return 0.16;
  }

  /** The distance to the edge of the nucleus: negative inside. */
  final double nucleusDistance(double x, double y, double depth) {
    return Math.max(nucleus.distance(x, y), MARGIN - depth);
  }

  @Override
  public final void stain(double x, double y, double depth, Dyes dyes) {
    cytoplasm(x, y, depth, dyes);
    double distance = nucleusDistance(x, y, depth);
    double covered = 1 - Blend.step(-NUCLEAR_EDGE, NUCLEAR_EDGE, distance);
    if (covered > 0) {
      dyes.fade(1 - 0.9 * covered);
      dyes.azure += covered * chromatin.azure(x, y, -distance);
    }
    cover(x, y, depth, covered, dyes);
  }

  abstract Leukocyte type();

  /** Adds the dyes of the cytoplasm. */
  abstract void cytoplasm(double x, double y, double depth, Dyes dyes);

  /**
   * Adds what lies over the cytoplasm and the nucleus; nothing, for most types.
   *
   * @param nuclear how much of the nucleus lies at the point, in [0, 1]
   */
  void cover(double x, double y, double depth, double nuclear, Dyes dyes) {}
}
