package io.cellclass.tflite;

/** The 16-bit floating-point numbers of IEEE 754-2008. */
final class Half {
  private static final int FRACTION_BITS = 10;
  private static final int INFINITY = 0x7c00;

  /** The exponent of the smallest normal number. */
  private static final int SMALLEST_EXPONENT = -14;

  private Half() {}

  /** The nearest number, of two equally near ones the even one; infinity beyond 65,519. */
  static short of(float value) {
    int sign = (Float.floatToRawIntBits(value) >>> 16) & 0x8000;
    double size = Math.abs((double) value);
    if (!(size <= 65_536)) {
      return (short) (sign | INFINITY);
    }
    int exponent = Math.max(SMALLEST_EXPONENT, Math.getExponent(size));
    // In steps of the last bit; a carry into the exponent is right as it is.
    int steps = (int) Math.rint(Math.scalb(size, FRACTION_BITS - exponent));
    int biased = (exponent - SMALLEST_EXPONENT) << FRACTION_BITS;
    return (short) (sign | Math.min(INFINITY, biased + steps));
  }

  static boolean isInfinite(short half) {
    return (half & INFINITY) == INFINITY;
  }
}
