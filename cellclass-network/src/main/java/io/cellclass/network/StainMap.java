package io.cellclass.network;

import io.cellclass.RgbImage;
import org.jspecify.annotations.Nullable;

/**
 * Where an image of a smear has nuclei, and where cells.
 *
 * <p>Romanowsky stains make nuclei blue to purple: their blue stands further above their green than
 * anywhere else. Otsu's threshold (1979) on the smoothed difference parts cells from the
 * background; applied once more to what lies above, it parts nuclei from cytoplasm and red cells.
 * Immutable and safe for concurrent use.
 */
public final class StainMap {
  /** Where blue equals green on the scale from 0 to 255. */
  private static final int COLOURLESS = 128;

  private final byte[] stain;
  private final int width;
  private final int height;
  private final int background;
  private final int threshold;
  private final double contrast;

  private StainMap(byte[] stain, int width, int height) {
    this.stain = stain;
    this.width = width;
    this.height = height;
    Histogram histogram = Histogram.of(stain);
    background = histogram.otsu(0);
    threshold = histogram.otsu(background + 1);
    contrast = histogram.mean(threshold + 1, 255) - histogram.mean(0, background);
  }

  /** The map of an image, of its size. */
  public static StainMap of(RgbImage image) {
    int width = image.width();
    int height = image.height();
    return new StainMap(smooth(blueOverGreen(image), width, height), width, height);
  }

  /** The number of columns. */
  public int width() {
    return width;
  }

  /** The number of rows. */
  public int height() {
    return height;
  }

  /**
   * Whether a pixel of the image is stained as cells are; x from 0 to the width, y to the height.
   */
  public boolean isCell(int x, int y) {
    return (stain[y * width + x] & 0xff) > background;
  }

  /**
   * Whether a pixel of the image is stained as nuclei are. In an image of one colour, where the
   * thresholds part nothing, either none is or all are.
   */
  public boolean isNucleus(int x, int y) {
    return (stain[y * width + x] & 0xff) > threshold;
  }

  /**
   * By how much more (of 255) blue stands above green in nuclei than in the background, in the
   * mean; not a number where one of the two is missing.
   */
  double contrast() {
    return contrast;
  }

  /** The largest blob of nucleus, as {@link BlobFinder} weighs them; null if there is none. */
  BlobFinder.@Nullable Blob largestNucleus() {
    return new BlobFinder(stain, width, height, threshold).largest();
  }

  /** Negative differences count: a yellow background is as far from white as a nucleus is. */
  private static byte[] blueOverGreen(RgbImage image) {
    byte[] rgb = image.bytes();
    byte[] result = new byte[rgb.length / 3];
    for (int i = 0; i < result.length; i++) {
      int difference = (rgb[3 * i + 2] & 0xff) - (rgb[3 * i + 1] & 0xff);
      result[i] = (byte) Math.max(0, Math.min(255, COLOURLESS + difference));
    }
    return result;
  }

  /**
   * Two passes of a box filter, about a Gaussian, with a radius of a hundredth of the shorter side.
   * Each is rounded once, so that a turned image has the turned map.
   */
  private static byte[] smooth(byte[] values, int width, int height) {
    int radius = Math.max(1, Math.min(width, height) / 100);
    return box(box(values, width, height, radius), width, height, radius);
  }

  private static byte[] box(byte[] values, int width, int height, int radius) {
    // Sums along rows fit into 16 bits: images have at most 100 megapixels, so radii at most 100.
    char[] sums = new char[values.length];
    for (int y = 0; y < height; y++) {
      int row = y * width;
      int sum = 0;
      for (int x = -radius; x <= radius; x++) {
        sum += values[row + clamp(x, width)] & 0xff;
      }
      for (int x = 0; x < width; x++) {
        sums[row + x] = (char) sum;
        sum +=
            (values[row + clamp(x + radius + 1, width)] & 0xff)
                - (values[row + clamp(x - radius, width)] & 0xff);
      }
    }
    return means(sums, width, height, radius);
  }

  /** The sums of rows, summed along columns and divided by the number of pixels. */
  private static byte[] means(char[] sums, int width, int height, int radius) {
    int window = (2 * radius + 1) * (2 * radius + 1);
    int[] column = new int[width];
    for (int y = -radius; y <= radius; y++) {
      for (int x = 0; x < width; x++) {
        column[x] += sums[clamp(y, height) * width + x];
      }
    }
    byte[] result = new byte[sums.length];
    for (int y = 0; y < height; y++) {
      int next = clamp(y + radius + 1, height) * width;
      int last = clamp(y - radius, height) * width;
      for (int x = 0; x < width; x++) {
        result[y * width + x] = (byte) ((column[x] + window / 2) / window);
        column[x] += sums[next + x] - sums[last + x];
      }
    }
    return result;
  }

  private static int clamp(int position, int length) {
    return Math.max(0, Math.min(length - 1, position));
  }
}
