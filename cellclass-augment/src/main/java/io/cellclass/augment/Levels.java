package io.cellclass.augment;

import io.cellclass.RgbImage;
import java.util.function.DoubleUnaryOperator;

/** Arithmetic on the 256 levels of a channel. */
final class Levels {
  // ITU-R BT.601, as for all that is shown on screens.
  private static final double RED = 0.299;
  private static final double GREEN = 0.587;
  private static final double BLUE = 0.114;

  private Levels() {}

  /** The nearest level. */
  static byte of(double value) {
    return (byte) Math.max(0, Math.min(255, Math.round(value)));
  }

  /** An image with each value of each channel replaced. */
  static RgbImage map(RgbImage image, DoubleUnaryOperator curve) {
    byte[] table = new byte[256];
    for (int level = 0; level < table.length; level++) {
      table[level] = of(curve.applyAsDouble(level));
    }
    byte[] bytes = image.bytes();
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = table[bytes[i] & 0xff];
    }
    return RgbImage.of(image.width(), image.height(), bytes);
  }

  /** How light the pixel is that begins at a position, from 0 to 255. */
  static double luma(byte[] bytes, int at) {
    return RED * (bytes[at] & 0xff)
        + GREEN * (bytes[at + 1] & 0xff)
        + BLUE * (bytes[at + 2] & 0xff);
  }

  static double meanLuma(byte[] bytes) {
    double sum = 0;
    for (int i = 0; i < bytes.length; i += 3) {
      sum += luma(bytes, i);
    }
    return sum / (bytes.length / 3.0);
  }
}
