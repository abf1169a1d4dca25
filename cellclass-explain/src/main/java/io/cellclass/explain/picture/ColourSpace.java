package io.cellclass.explain.picture;

/**
 * The OKLab colour space (Ottosson 2020), in which equal distances look about equal, seen from
 * sRGB.
 */
final class ColourSpace {
  private static final int HALVINGS = 30;

  private ColourSpace() {}

  /**
   * The sRGB colour {@code 0xRRGGBB} of a lightness, a chroma and a hue of OKLab. Where the screen
   * cannot show the chroma, it becomes the largest that it can, so that lightness and hue stay.
   *
   * @param lightness in [0, 1]
   * @param chroma at least 0
   * @param hue in degrees
   */
  static int rgb(double lightness, double chroma, double hue) {
    double a = Math.cos(Math.toRadians(hue));
    double b = Math.sin(Math.toRadians(hue));
    double[] linear = linear(lightness, chroma * a, chroma * b);
    if (!shown(linear)) {
      double least = 0;
      double most = chroma;
      for (int i = 0; i < HALVINGS; i++) {
        double middle = (least + most) / 2;
        if (shown(linear(lightness, middle * a, middle * b))) {
          least = middle;
        } else {
          most = middle;
        }
      }
      linear = linear(lightness, least * a, least * b);
    }
    return gamma(linear[0]) << 16 | gamma(linear[1]) << 8 | gamma(linear[2]);
  }

  private static boolean shown(double[] linear) {
    for (double value : linear) {
      if (value < 0 || value > 1) {
        return false;
      }
    }
    return true;
  }

  /** Linear red, green and blue; the numbers are those of the space's definition. */
  private static double[] linear(double lightness, double a, double b) {
    double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
    double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
    double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
    return new double[] {
      4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
      -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
      -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s
    };
  }

  private static double cube(double value) {
    return value * value * value;
  }

  private static int gamma(double value) {
    double share = value <= 0.0031308 ? 12.92 * value : 1.055 * Math.pow(value, 1 / 2.4) - 0.055;
    return (int) Math.round(255 * Math.min(1, Math.max(0, share)));
  }
}
