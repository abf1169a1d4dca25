package io.cellclass.network.quantization;

/**
 * How often values occur, in bins of one width around zero. The bins become as wide as the largest
 * value needs, in powers of two, so that the same values in any order give the same histogram. Not
 * safe for concurrent use.
 */
final class ValueHistogram {
  /** On each side of zero; at least half of these are in use on the side of the largest value. */
  private static final int SIDE = 4096;

  private final long[] counts = new long[2 * SIDE];
  private long total;
  private float lowest;
  private float highest;

  /** Bins cover values below 2 to this power. */
  private int exponent = Float.MIN_EXPONENT;

  /**
   * Counts values.
   *
   * @throws IllegalArgumentException if one is not finite
   */
  void add(float[] values) {
    float low = lowest;
    float high = highest;
    for (float value : values) {
      // Written so that NaN is found, too.
      if (!(Math.abs(value) <= Float.MAX_VALUE)) {
        throw new IllegalArgumentException("expected finite values, found " + value);
      }
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    lowest = low;
    highest = high;
    widen(Math.getExponent(Math.max(high, -low)) + 1);
    double scale = Math.scalb((double) SIDE, -exponent);
    for (float value : values) {
      counts[SIDE + (int) Math.floor(value * scale)]++;
    }
    total += values.length;
  }

  /** Joins pairs of bins until they cover what they shall. */
  private void widen(int wanted) {
    while (exponent < wanted) {
      for (int i = 0; i < SIDE / 2; i++) {
        // From zero outwards: what is read was not written yet.
        counts[SIDE + i] = counts[SIDE + 2 * i] + counts[SIDE + 2 * i + 1];
        counts[SIDE - 1 - i] = counts[SIDE - 1 - 2 * i] + counts[SIDE - 2 - 2 * i];
      }
      for (int i = SIDE / 2; i < SIDE; i++) {
        counts[SIDE + i] = 0;
        counts[SIDE - 1 - i] = 0;
      }
      exponent++;
    }
  }

  /**
   * The range of the values without the outermost ones: of all values, the share {@code 1 - share}
   * may lie above it, and as many below.
   */
  QuantizedRange range(double share) {
    long outside = (long) Math.floor((1 - share) * total);
    double width = Math.scalb(1.0, exponent) / SIDE;
    int top = 2 * SIDE - 1;
    for (long above = counts[top]; top >= SIDE && above <= outside; above += counts[top]) {
      top--;
    }
    int bottom = 0;
    for (long below = counts[0]; bottom < SIDE && below <= outside; below += counts[bottom]) {
      bottom++;
    }
    double high = Math.min(highest, (top - SIDE + 1) * width);
    double low = Math.max(lowest, (bottom - SIDE) * width);
    return QuantizedRange.around((float) low, (float) high);
  }
}
