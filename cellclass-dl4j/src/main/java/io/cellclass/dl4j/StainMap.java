package io.cellclass.dl4j;

import io.cellclass.RgbImage;
import io.cellclass.network.Histogram;

/**
 * How far blue stands above green in the pixels of an image, smoothed, and Otsu's thresholds (1979)
 * of it: the first parts cells from the background; the second, among what lies above, nuclei from
 * cytoplasm and red cells.
 */
final class StainMap {
  /** Where blue equals green on the scale from 0 to 255. */
  private static final int COLOURLESS = 128;

  private final byte[] stain;
  private final int width;
  private final int height;
  private final int background;
  private final int threshold;

  private StainMap(byte[] stain, int width, int height) {
    this.stain = stain;
    this.width = width;
    this.height = height;
    Histogram histogram = Histogram.of(stain);
    background = histogram.otsu(0);
    threshold = histogram.otsu(background + 1);
  }

  static StainMap of(RgbImage image) {
    int width = image.width();
    int height = image.height();
    return new StainMap(smooth(blueOverGreen(image), width, height), width, height);
  }

  /** The pixels of cells. */
  PixelMask cells() {
    return above(background);
  }

  /** The pixels of nuclei; none in an image of one colour, where the thresholds part nothing. */
  PixelMask nuclei() {
    PixelMask nuclei = above(threshold);
    return nuclei.area() < stain.length ? nuclei : nuclei.minus(nuclei);
  }

  private PixelMask above(int value) {
    return PixelMask.of(width, height, (x, y) -> (stain[y * width + x] & 0xff) > value);
  }

  private static byte[] blueOverGreen(RgbImage image) {
    byte[] rgb = image.bytes();
    byte[] result = new byte[rgb.length / 3];
    for (int i = 0; i < result.length; i++) {
      int difference = (rgb[3 * i + 2] & 0xff) - (rgb[3 * i + 1] & 0xff);
      result[i] = (byte) Math.max(0, Math.min(255, COLOURLESS + difference));
    }
    return result;
  }

  /** The mean of a square around each pixel, with border pixels repeated outwards. */
  private static byte[] smooth(byte[] values, int width, int height) {
    int radius = Math.max(1, Math.min(width, height) / 100);
    int window = (2 * radius + 1) * (2 * radius + 1);
    byte[] result = new byte[values.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int sum = window / 2;
        for (int v = y - radius; v <= y + radius; v++) {
          int row = Math.max(0, Math.min(height - 1, v)) * width;
          for (int u = x - radius; u <= x + radius; u++) {
            sum += values[row + Math.max(0, Math.min(width - 1, u))] & 0xff;
          }
        }
        result[y * width + x] = (byte) (sum / window);
      }
    }
    return result;
  }
}
