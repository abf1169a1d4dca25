package io.cellclass.segment.measure;

/**
 * How large a pixel is in the specimen; pixels are square.
 *
 * @param micrometres the length of a side, above 0
 */
public record PixelSize(double micrometres) {
  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException if it is not positive and finite
   */
  public PixelSize {
    if (!(micrometres > 0 && Double.isFinite(micrometres))) {
      throw new IllegalArgumentException(
          "the side of a pixel must be positive, not " + micrometres + " micrometres");
    }
  }
}
