package io.cellclass.network.quantization;

/**
 * The range of real values that 256 levels, evenly spaced, stand for; one of them is zero exactly,
 * since padding and ReLU give zeros. Immutable and safe for concurrent use.
 *
 * @param low what the lowest level stands for, but for half a step; at most 0
 * @param high what the highest level stands for, but for half a step; at least 0
 */
public record QuantizedRange(float low, float high) {
  /** The steps from the lowest to the highest level. */
  public static final int STEPS = 255;

  /**
   * Checks the ends.
   *
   * @throws IllegalArgumentException if they are not finite, do not hold 0 between them, or are too
   *     close for float32 to divide the range into steps
   */
  public QuantizedRange {
    float step = (high - low) / STEPS;
    if (!(low <= 0 && high >= 0 && step >= Float.MIN_NORMAL && Float.isFinite(step))) {
      throw new IllegalArgumentException(
          "a range of levels must have zero in it and a length, not [" + low + ", " + high + "]");
    }
  }

  /** The smallest range of levels with these values and zero in it; [0, 1] where there is none. */
  public static QuantizedRange around(float low, float high) {
    float least = Math.min(0, low);
    float most = Math.max(0, high);
    return (most - least) / STEPS < Float.MIN_NORMAL
        ? new QuantizedRange(0, 1)
        : new QuantizedRange(least, most);
  }

  /** The smallest range with this one and another in it. */
  public QuantizedRange union(QuantizedRange other) {
    return new QuantizedRange(Math.min(low, other.low), Math.max(high, other.high));
  }

  /** The distance between two levels. */
  public float step() {
    return (high - low) / STEPS;
  }

  /**
   * The level of zero, counted from 0 for the lowest to 255 for the highest: the zero point of
   * unsigned bytes. That of signed bytes is 128 less.
   */
  public int zeroLevel() {
    return (int) Math.rint(-low / step());
  }
}
