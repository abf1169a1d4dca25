package io.cellclass.network;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the 8-bit values of a tensor become float32: {@code (float) (minimum + scale * q)} for q from
 * 0 to 255, computed in double precision without fused operations.
 *
 * @param scale the step between two neighbouring values, finite and not negative
 * @param minimum the value of q = 0, finite
 */
record EightBit(double scale, double minimum) {
  private static final int LEVELS = 256;
  private static final Pattern TEXT =
      Pattern.compile(
          "-?\\d{1,20}\\.\\d{1,20}(E-?\\d{1,3})? -?\\d{1,20}\\.\\d{1,20}(E-?\\d{1,3})?");

  EightBit {
    if (!isValid(scale, minimum)) {
      throw new IllegalArgumentException(
          "8-bit values must be finite and rise, not by " + scale + " from " + minimum);
    }
  }

  static boolean isValid(double scale, double minimum) {
    return scale >= 0
        && Float.isFinite((float) minimum)
        && Float.isFinite((float) (minimum + scale * (LEVELS - 1)));
  }

  /** Reads what {@link #text} wrote. */
  static Optional<EightBit> parse(String text) {
    if (!TEXT.matcher(text).matches()) {
      return Optional.empty();
    }
    int space = text.indexOf(' ');
    double scale = Double.parseDouble(text.substring(0, space));
    double minimum = Double.parseDouble(text.substring(space + 1));
    return isValid(scale, minimum) ? Optional.of(new EightBit(scale, minimum)) : Optional.empty();
  }

  /** Both numbers as decimals that give them back to the last bit. */
  String text() {
    return scale + " " + minimum;
  }

  /** The value of a q from 0 to 255. */
  float value(int q) {
    return (float) (minimum + scale * q);
  }

  /** The values of all q. */
  float[] values() {
    float[] values = new float[LEVELS];
    for (int q = 0; q < LEVELS; q++) {
      values[q] = value(q);
    }
    return values;
  }

  /** The q of a value that is one of {@link #values}. */
  int level(float value) {
    return scale == 0 ? 0 : (int) Math.rint((value - minimum) / scale);
  }

  /** Whether each of these is the value of a q, to the last bit. */
  boolean reproduces(float[] values) {
    for (float value : values) {
      int q = level(value);
      if (q < 0
          || q >= LEVELS
          || Float.floatToRawIntBits(value(q)) != Float.floatToRawIntBits(value)) {
        return false;
      }
    }
    return true;
  }

  /** The distinct values in rising order; none where there are more than 8 bits can tell apart. */
  static float[] distinct(FloatBuffer values) {
    float[] found = new float[LEVELS];
    int count = 0;
    while (values.hasRemaining()) {
      float value = values.get();
      int at = Arrays.binarySearch(found, 0, count, value);
      if (at < 0) {
        if (count == LEVELS) {
          return new float[0];
        }
        System.arraycopy(found, -at - 1, found, -at, count + at + 1);
        found[-at - 1] = value;
        count++;
      }
    }
    return Arrays.copyOf(found, count);
  }
}
