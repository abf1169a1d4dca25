package io.cellclass.dl4j;

import io.cellclass.RgbImage;

/** Colours of the pixels of a mask: means and deviations; 0 for an empty one. */
final class RegionColours {
  private static final int VALUES = 6;

  private RegionColours() {}

  /**
   * The means of red, green, blue and saturation in [0, 1] and of the cosine and the sine of the
   * hue times the saturation, then the standard deviations of the first four.
   */
  static double[] of(RgbImage image, PixelMask mask) {
    byte[] rgb = image.bytes();
    double[] sums = new double[VALUES];
    double[] squares = new double[VALUES];
    for (int i = 0; i < rgb.length / 3; i++) {
      if (mask.contains(i)) {
        double[] values = values(rgb, 3 * i);
        for (int v = 0; v < VALUES; v++) {
          sums[v] += values[v];
          squares[v] += values[v] * values[v];
        }
      }
    }
    int area = Math.max(1, mask.area());
    double[] result = new double[VALUES + 4];
    for (int v = 0; v < VALUES; v++) {
      result[v] = sums[v] / area;
    }
    for (int v = 0; v < 4; v++) {
      result[VALUES + v] = Math.sqrt(Math.max(0, squares[v] / area - result[v] * result[v]));
    }
    return result;
  }

  private static double[] values(byte[] rgb, int at) {
    double red = (rgb[at] & 0xff) / 255.0;
    double green = (rgb[at + 1] & 0xff) / 255.0;
    double blue = (rgb[at + 2] & 0xff) / 255.0;
    double brightest = Math.max(red, Math.max(green, blue));
    double chroma = brightest - Math.min(red, Math.min(green, blue));
    double saturation = brightest == 0 ? 0 : chroma / brightest;
    // The hue as an angle on the plane across the grey axis.
    double hue = Math.atan2(Math.sqrt(3) * (green - blue), 2 * red - green - blue);
    return new double[] {
      red, green, blue, saturation, saturation * Math.cos(hue), saturation * Math.sin(hue)
    };
  }
}
