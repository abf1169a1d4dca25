package io.cellclass.augment;

/**
 * What a stain absorbs of red, green and blue: optical densities, brought to length 1.
 *
 * @param red the share of red
 * @param green the share of green
 * @param blue the share of blue
 */
public record StainVector(double red, double green, double blue) {
  /**
   * The direction of these densities, in any scale.
   *
   * @throws IllegalArgumentException if one is negative or not finite, or all are 0
   */
  public StainVector {
    double length = Math.sqrt(red * red + green * green + blue * blue);
    if (!(red >= 0 && green >= 0 && blue >= 0 && length > 0 && Double.isFinite(length))) {
      throw new IllegalArgumentException(
          "a stain must absorb something and nothing negative, not "
              + red
              + ", "
              + green
              + ", "
              + blue);
    }
    red /= length;
    green /= length;
    blue /= length;
  }

  /** The angle to another stain, in degrees from 0 to 90. */
  public double degreesTo(StainVector other) {
    double cosine = red * other.red + green * other.green + blue * other.blue;
    return Math.toDegrees(Math.acos(Math.min(1, cosine)));
  }
}
