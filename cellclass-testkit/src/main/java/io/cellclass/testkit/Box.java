package io.cellclass.testkit;

/**
 * A rectangle of whole pixels.
 *
 * @param x its first column
 * @param y its first row
 * @param width its number of columns, at least 1
 * @param height its number of rows, at least 1
 */
public record Box(int x, int y, int width, int height) {
  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException if a side is not positive
   */
  public Box {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "a box's sides must be positive, not " + width + "x" + height);
    }
  }

  /** Whether the pixel lies in the box. */
  public boolean contains(int column, int row) {
    return column >= x && column < x + width && row >= y && row < y + height;
  }
}
