package io.cellclass.augment;

import io.cellclass.RgbImage;

/**
 * The space l-alpha-beta of Ruderman et al. as Reinhard et al. (2001) give it: logarithms of what
 * the three kinds of cones see, in sums and differences.
 */
final class OpponentColours {
  /** Equation 4. */
  private static final Matrix3 CONES =
      new Matrix3(0.3811, 0.5783, 0.0402, 0.1967, 0.7244, 0.0782, 0.0241, 0.1288, 0.8444);

  /** Equation 6. */
  private static final Matrix3 AXES =
      new Matrix3(
          1 / Math.sqrt(3),
          1 / Math.sqrt(3),
          1 / Math.sqrt(3),
          1 / Math.sqrt(6),
          1 / Math.sqrt(6),
          -2 / Math.sqrt(6),
          1 / Math.sqrt(2),
          -1 / Math.sqrt(2),
          0);

  private static final Matrix3 FROM_CONES = CONES.inverse();
  private static final Matrix3 FROM_AXES = AXES.inverse();

  private OpponentColours() {}

  /** The three coordinates of the pixel that begins at a position. */
  static double[] of(byte[] bytes, int at) {
    // Black would have no logarithm.
    double red = Math.max(1, bytes[at] & 0xff) / 255.0;
    double green = Math.max(1, bytes[at + 1] & 0xff) / 255.0;
    double blue = Math.max(1, bytes[at + 2] & 0xff) / 255.0;
    double longCones = Math.log10(CONES.x(red, green, blue));
    double mediumCones = Math.log10(CONES.y(red, green, blue));
    double shortCones = Math.log10(CONES.z(red, green, blue));
    return new double[] {
      AXES.x(longCones, mediumCones, shortCones),
      AXES.y(longCones, mediumCones, shortCones),
      AXES.z(longCones, mediumCones, shortCones)
    };
  }

  /** Writes the pixel of these coordinates. */
  static void put(double l, double alpha, double beta, byte[] bytes, int at) {
    double longCones = powerOfTen(FROM_AXES.x(l, alpha, beta));
    double mediumCones = powerOfTen(FROM_AXES.y(l, alpha, beta));
    double shortCones = powerOfTen(FROM_AXES.z(l, alpha, beta));
    bytes[at] = Levels.of(255 * FROM_CONES.x(longCones, mediumCones, shortCones));
    bytes[at + 1] = Levels.of(255 * FROM_CONES.y(longCones, mediumCones, shortCones));
    bytes[at + 2] = Levels.of(255 * FROM_CONES.z(longCones, mediumCones, shortCones));
  }

  private static double powerOfTen(double exponent) {
    return Math.exp(exponent * Math.log(10));
  }

  /** Sums over pixels, from which means and standard deviations follow. */
  static final class Sums {
    private final double[] values = new double[3];
    private final double[] squares = new double[3];
    private long pixels;

    void add(RgbImage image) {
      byte[] bytes = image.bytes();
      for (int i = 0; i < bytes.length; i += 3) {
        double[] colour = of(bytes, i);
        for (int axis = 0; axis < 3; axis++) {
          values[axis] += colour[axis];
          squares[axis] += colour[axis] * colour[axis];
        }
      }
      pixels += bytes.length / 3;
    }

    ReinhardNormalization.Spread lightness() {
      return spread(0);
    }

    ReinhardNormalization.Spread yellowBlue() {
      return spread(1);
    }

    ReinhardNormalization.Spread redGreen() {
      return spread(2);
    }

    private ReinhardNormalization.Spread spread(int axis) {
      double mean = values[axis] / pixels;
      double variance = Math.max(0, squares[axis] / pixels - mean * mean);
      return new ReinhardNormalization.Spread(mean, Math.sqrt(variance));
    }
  }
}
