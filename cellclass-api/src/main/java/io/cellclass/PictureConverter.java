package io.cellclass;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.Raster;

/** Turns a decoded picture of 8 or 16 bits into 8-bit red, green and blue over white. */
final class PictureConverter {
  private PictureConverter() {}

  static RgbImage toRgb(BufferedImage picture) {
    ColorModel model = picture.getColorModel();
    boolean grey = model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
    boolean plain = model instanceof ComponentColorModel;
    // The JDK takes grey samples for linear light and would brighten them; here they mean what
    // equal red, green and blue
    // mean. It also cuts 16 bits down to 8 instead of rounding.
    if (plain && (grey || model.getColorSpace().isCS_sRGB())) {
      return ofSamples(picture, grey ? 1 : 3);
    }
    return RgbImage.copyOf(picture);
  }

  private static RgbImage ofSamples(BufferedImage picture, int colours) {
    Raster raster = picture.getRaster();
    ColorModel model = picture.getColorModel();
    int width = picture.getWidth();
    int height = picture.getHeight();
    int bands = raster.getNumBands();
    long most = (1L << model.getComponentSize(0)) - 1;
    byte[] bytes = new byte[Math.multiplyExact(3, Math.multiplyExact(width, height))];
    int[] row = new int[width * bands];
    int at = 0;
    for (int y = 0; y < height; y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
      for (int x = 0; x < width; x++) {
        long alpha = model.hasAlpha() ? row[x * bands + bands - 1] : most;
        for (int channel = 0; channel < 3; channel++) {
          long value = row[x * bands + Math.min(channel, colours - 1)];
          long covered = model.isAlphaPremultiplied() ? value * most : value * alpha;
          bytes[at++] = overWhite(covered, most - alpha, most);
        }
      }
    }
    return RgbImage.owning(width, height, bytes);
  }

  /**
   * A value times alpha, over white that shows through as much, rounded from [0, most * most] to
   * [0, 255].
   */
  private static byte overWhite(long covered, long through, long most) {
    long square = most * most;
    long sum = Math.min(square, covered + most * through);
    return (byte) ((255 * sum + square / 2) / square);
  }
}
