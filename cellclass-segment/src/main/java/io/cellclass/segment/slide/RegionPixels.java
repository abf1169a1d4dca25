package io.cellclass.segment.slide;

import io.cellclass.RgbImage;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;

/** Turns parts of a decoded picture of 8 bits into red, green and blue over white. */
final class RegionPixels {
  private static final int MOST = 255;

  private RegionPixels() {}

  static RgbImage of(BufferedImage picture, Region part) {
    ColorModel model = picture.getColorModel();
    boolean grey = model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
    boolean plain = model instanceof ComponentColorModel && model.getComponentSize(0) == 8;
    // As for whole images: the JDK would take grey samples for linear light and brighten them.
    if (plain && (grey || model.getColorSpace().isCS_sRGB())) {
      return ofSamples(picture, part, grey ? 1 : 3);
    }
    return RgbImage.copyOf(
        picture.getSubimage(part.left(), part.top(), part.width(), part.height()));
  }

  private static RgbImage ofSamples(BufferedImage picture, Region part, int colours) {
    Raster raster = picture.getRaster();
    ColorModel model = picture.getColorModel();
    int bands = raster.getNumBands();
    if (bands == 3
        && raster.getSampleModel() instanceof PixelInterleavedSampleModel samples
        && raster.getDataBuffer() instanceof DataBufferByte buffer
        && buffer.getNumBanks() == 1
        && raster.getParent() == null) {
      return ofInterleaved(samples, buffer, part);
    }
    byte[] bytes = new byte[Math.toIntExact(3 * part.area())];
    int[] row = new int[part.width() * bands];
    int at = 0;
    for (int y = part.top(); y < part.bottom(); y++) {
      raster.getPixels(raster.getMinX() + part.left(), raster.getMinY() + y, part.width(), 1, row);
      for (int x = 0; x < part.width(); x++) {
        int alpha = model.hasAlpha() ? row[x * bands + bands - 1] : MOST;
        for (int channel = 0; channel < 3; channel++) {
          int value = row[x * bands + Math.min(channel, colours - 1)];
          bytes[at++] = overWhite(value, alpha, model.isAlphaPremultiplied());
        }
      }
    }
    return RgbImage.of(part.width(), part.height(), bytes);
  }

  /** As most slides are decoded. */
  private static RgbImage ofInterleaved(
      PixelInterleavedSampleModel samples, DataBufferByte buffer, Region part) {
    byte[] data = buffer.getData();
    int[] bands = samples.getBandOffsets();
    byte[] bytes = new byte[Math.toIntExact(3 * part.area())];
    int at = 0;
    for (int y = part.top(); y < part.bottom(); y++) {
      int from =
          buffer.getOffset()
              + y * samples.getScanlineStride()
              + part.left() * samples.getPixelStride();
      for (int x = 0; x < part.width(); x++) {
        bytes[at] = data[from + bands[0]];
        bytes[at + 1] = data[from + bands[1]];
        bytes[at + 2] = data[from + bands[2]];
        at += 3;
        from += samples.getPixelStride();
      }
    }
    return RgbImage.of(part.width(), part.height(), bytes);
  }

  private static byte overWhite(int value, int alpha, boolean premultiplied) {
    if (alpha == MOST) {
      return (byte) value;
    }
    int covered = premultiplied ? value * MOST : value * alpha;
    int square = MOST * MOST;
    int sum = Math.min(square, covered + MOST * (MOST - alpha));
    return (byte) ((MOST * sum + square / 2) / square);
  }
}
