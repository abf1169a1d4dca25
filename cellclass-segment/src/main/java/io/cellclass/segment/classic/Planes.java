package io.cellclass.segment.classic;

/** Checks of arrays that hold a value for each pixel, row by row. */
final class Planes {
  private Planes() {}

  static void require(int length, int width, int height, String what) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "the sides of an image must be positive, not " + width + "x" + height);
    }
    if (length != (long) width * height) {
      throw new IllegalArgumentException(
          "expected " + what + " of " + width + "x" + height + " pixels, found " + length);
    }
  }

  static void requireNumbers(float[] values, int width, int height, String what) {
    require(values.length, width, height, what + "s");
    for (int i = 0; i < values.length; i++) {
      if (Float.isNaN(values[i])) {
        throw new IllegalArgumentException(
            "the " + what + " at (" + i % width + ", " + i / width + ") is not a number");
      }
    }
  }
}
