package io.cellclass.network;

/**
 * What the pixel values 0 to 255 become on a network's input: 0 becomes {@code low}, 255 {@code
 * high}, and those between lie on a line. It belongs to the weights, which were trained with it.
 *
 * @param low what 0 becomes
 * @param high what 255 becomes
 */
public record ValueRange(float low, float high) {
  /** From -1 to 1, as the Inception networks of keras.applications expect. */
  public static final ValueRange SIGNED = new ValueRange(-1, 1);

  /** From 0 to 1. */
  public static final ValueRange UNIT = new ValueRange(0, 1);

  /**
   * Checks the ends.
   *
   * @throws IllegalArgumentException if one is not finite, or low is not below high
   */
  public ValueRange {
    if (!(Float.isFinite(low) && Float.isFinite(high) && low < high)) {
      throw new IllegalArgumentException(
          "a range must go from a finite number up to another, not [" + low + ", " + high + "]");
    }
  }

  @Override
  public String toString() {
    return "[" + low + ", " + high + "]";
  }
}
