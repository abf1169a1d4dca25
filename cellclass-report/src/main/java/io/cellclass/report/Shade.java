package io.cellclass.report;

import java.awt.Color;

/**
 * Colours for shares, from nearly white for 0 to dark blue for 1. Equal steps of the share look
 * equal: the lightness falls evenly in the OKLab space (Ottosson 2020), at one hue.
 */
final class Shade {
  private static final double LIGHTEST = 0.985;
  private static final double DARKEST = 0.33;
  private static final double STRONGEST = 0.115;
  private static final double HUE = Math.toRadians(252);

  private Shade() {}

  /**
   * The colour of a share.
   *
   * @param share in [0, 1]
   */
  static Color of(double share) {
    double lightness = LIGHTEST + (DARKEST - LIGHTEST) * share;
    // Strongest in the middle, where the screen can show most of it.
    double chroma = STRONGEST * Math.sin(Math.PI * (0.03 + 0.72 * share));
    return ofLab(lightness, chroma * Math.cos(HUE), chroma * Math.sin(HUE));
  }

  /** Black or white ink: whichever is seen better on a colour. */
  static Color inkOn(Color ground) {
    return contrast(Color.BLACK, ground) >= contrast(Color.WHITE, ground)
        ? Color.BLACK
        : Color.WHITE;
  }

  /** The contrast ratio of two colours, from 1 to 21, as WCAG 2.1 defines it. */
  static double contrast(Color first, Color second) {
    double one = luminance(first) + 0.05;
    double other = luminance(second) + 0.05;
    return Math.max(one, other) / Math.min(one, other);
  }

  private static double luminance(Color colour) {
    return 0.2126 * linear(colour.getRed())
        + 0.7152 * linear(colour.getGreen())
        + 0.0722 * linear(colour.getBlue());
  }

  private static double linear(int value) {
    double share = value / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }

  /** From OKLab to sRGB; the numbers are those of the space's definition. */
  private static Color ofLab(double lightness, double a, double b) {
    double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
    double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
    double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
    return new Color(
        gamma(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
        gamma(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
        gamma(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s));
  }

  private static double cube(double value) {
    return value * value * value;
  }

  private static int gamma(double value) {
    double share = value <= 0.0031308 ? 12.92 * value : 1.055 * Math.pow(value, 1 / 2.4) - 0.055;
    return (int) Math.round(255 * Math.min(1, Math.max(0, share)));
  }
}
