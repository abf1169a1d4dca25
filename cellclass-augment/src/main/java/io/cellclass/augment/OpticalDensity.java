package io.cellclass.augment;

import io.cellclass.RgbImage;

/**
 * How much light is absorbed: {@code -log10(value / 255)}. By the law of Beer and Lambert the
 * densities of stains that lie over each other add up.
 */
final class OpticalDensity {
  private static final double[] OF_LEVEL = new double[256];

  static {
    for (int level = 0; level < OF_LEVEL.length; level++) {
      // Black would be infinitely dense.
      OF_LEVEL[level] = -StrictMath.log10(Math.max(1, level) / 255.0);
    }
  }

  private OpticalDensity() {}

  static double of(byte level) {
    return OF_LEVEL[level & 0xff];
  }

  static byte level(double density) {
    return Levels.of(255 * Math.exp(-density * Math.log(10)));
  }

  /** The image whose densities are a matrix times the old ones, and a shift. */
  static RgbImage change(
      RgbImage image, Matrix3 matrix, double redShift, double greenShift, double blueShift) {
    byte[] bytes = image.bytes();
    for (int i = 0; i < bytes.length; i += 3) {
      double red = of(bytes[i]);
      double green = of(bytes[i + 1]);
      double blue = of(bytes[i + 2]);
      bytes[i] = level(matrix.x(red, green, blue) + redShift);
      bytes[i + 1] = level(matrix.y(red, green, blue) + greenShift);
      bytes[i + 2] = level(matrix.z(red, green, blue) + blueShift);
    }
    return RgbImage.of(image.width(), image.height(), bytes);
  }
}
