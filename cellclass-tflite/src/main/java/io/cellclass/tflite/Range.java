package io.cellclass.tflite;

/** The values that a node takes, from one to another; 0 is always among them. */
record Range(double low, double high) {
  static final Range ZERO = new Range(0, 0);

  /** So small that all values may be taken for 0: runtimes want no quotient of scales too large. */
  private static final double NOTHING = 1e-9;

  Range {
    low = low < 0 ? low : 0;
    high = high > 0 ? high : 0;
  }

  /** The values of both. */
  Range or(Range other) {
    return new Range(Math.min(low, other.low), Math.max(high, other.high));
  }

  /** Whole numbers of 8 bits, from -128 to 127, for these values; one of them is 0 exactly. */
  Scales scales() {
    double scale = high - low < NOTHING ? 1 : (float) ((high - low) / 255);
    long zeroPoint = Math.round(-128 - low / scale);
    return Scales.of(scale, (int) Math.max(-128, Math.min(127, zeroPoint)));
  }
}
