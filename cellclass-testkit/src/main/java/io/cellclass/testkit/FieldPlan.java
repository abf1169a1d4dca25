package io.cellclass.testkit;

/**
 * What a whole field should hold. Where there is no room, fewer cells are drawn.
 *
 * @param framing the size of the image and its magnification
 * @param whiteCells the number of white cells, at least 0; of the five types, each as likely
 * @param redCells the number of red cells, at least 0
 * @param platelets the number of platelets, at least 0
 * @param overlap the largest overlap of any two of them, as {@link CellMask#overlap} measures it,
 *     in [0, 0.4]; with 0 no two share a pixel, with more about half of the cells are laid against
 *     others
 */
public record FieldPlan(
    Framing framing, int whiteCells, int redCells, int platelets, double overlap) {
  /** 5 white cells, 70 red cells and 8 platelets in 640x480 pixels, overlapping up to 15 %. */
  public static final FieldPlan DEFAULT = new FieldPlan(Framing.FIELD, 5, 70, 8, 0.15);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a value is outside its range
   */
  public FieldPlan {
    if (Math.min(whiteCells, Math.min(redCells, platelets)) < 0) {
      throw new IllegalArgumentException(
          "numbers of cells must not be negative: "
              + whiteCells
              + " white, "
              + redCells
              + " red, "
              + platelets
              + " platelets");
    }
    if (!(overlap >= 0 && overlap <= 0.4)) {
      throw new IllegalArgumentException("the overlap must be in [0, 0.4], not " + overlap);
    }
  }

  /** This plan in another frame. */
  public FieldPlan withFraming(Framing other) {
    return new FieldPlan(other, whiteCells, redCells, platelets, overlap);
  }

  /** This plan with other numbers of cells. */
  public FieldPlan withCells(int white, int red, int plateletCount) {
    return new FieldPlan(framing, white, red, plateletCount, overlap);
  }

  /** This plan with another largest overlap, in [0, 0.4]. */
  public FieldPlan withOverlap(double largest) {
    return new FieldPlan(framing, whiteCells, redCells, platelets, largest);
  }
}
