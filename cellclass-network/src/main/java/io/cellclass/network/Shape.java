package io.cellclass.network;

/**
 * The size of a feature map of one image. A vector is a map of one row and one column.
 *
 * @param rows the number of rows
 * @param columns the number of columns
 * @param channels the number of channels
 */
public record Shape(int rows, int columns, int channels) {
  /**
   * Checks the sides.
   *
   * @throws IllegalArgumentException if one is not positive
   */
  public Shape {
    if (rows < 1 || columns < 1 || channels < 1) {
      throw new IllegalArgumentException(
          "a shape must be positive, not " + rows + "x" + columns + "x" + channels);
    }
  }

  /** The shape of a vector. */
  public static Shape vector(int length) {
    return new Shape(1, 1, length);
  }

  /** Whether this is a vector's shape. */
  public boolean isVector() {
    return rows == 1 && columns == 1;
  }

  /** The number of values. */
  public long size() {
    return (long) rows * columns * channels;
  }

  @Override
  public String toString() {
    return rows + "x" + columns + "x" + channels;
  }
}
