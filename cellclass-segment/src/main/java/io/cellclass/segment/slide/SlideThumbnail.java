package io.cellclass.segment.slide;

import io.cellclass.RgbImage;
import java.io.IOException;

/** A small picture of a whole image. Stateless and safe for concurrent use. */
public final class SlideThumbnail {
  private static final int BLOCK = 2048;

  private SlideThumbnail() {}

  /**
   * Reduces an image by the smallest whole number with which neither side exceeds a limit; each
   * pixel is the mean of those that it stands for. The image is read block by block.
   *
   * @param longestSide in pixels, at least 1
   * @return the image itself, decoded, where it is no larger
   * @throws IllegalArgumentException if the limit is less than 1
   * @throws IOException if the image cannot be read
   */
  public static RgbImage of(SlideImage slide, int longestSide) throws IOException {
    int factor = factor(slide, longestSide);
    int width = (slide.width() + factor - 1) / factor;
    int height = (slide.height() + factor - 1) / factor;
    byte[] bytes = new byte[Math.multiplyExact(3, Math.multiplyExact(width, height))];
    // Whole pixels of the thumbnail each time.
    int side = Math.max(1, BLOCK / factor) * factor;
    for (int top = 0; top < slide.height(); top += Math.min(side, slide.height() - top)) {
      for (int left = 0; left < slide.width(); left += Math.min(side, slide.width() - left)) {
        RgbImage part =
            slide.read(
                left,
                top,
                Math.min(side, slide.width() - left),
                Math.min(side, slide.height() - top));
        reduce(part, factor, bytes, left / factor, top / factor, width);
      }
    }
    return RgbImage.of(width, height, bytes);
  }

  /**
   * How many of an image's pixels a thumbnail's one stands for, in each direction.
   *
   * @throws IllegalArgumentException if the limit is less than 1
   */
  public static int factor(SlideImage slide, int longestSide) {
    if (longestSide < 1) {
      throw new IllegalArgumentException(
          "expected a longest side of at least 1 pixel, not " + longestSide);
    }
    int longest = Math.max(slide.width(), slide.height());
    return (int) (((long) longest + longestSide - 1) / longestSide);
  }

  private static void reduce(
      RgbImage part, int factor, byte[] bytes, int left, int top, int width) {
    for (int y = 0; y < part.height(); y += factor) {
      for (int x = 0; x < part.width(); x += factor) {
        int right = Math.min(part.width(), x + factor);
        int bottom = Math.min(part.height(), y + factor);
        int at = 3 * ((top + y / factor) * width + left + x / factor);
        mean(part, x, y, right, bottom, bytes, at);
      }
    }
  }

  private static void mean(
      RgbImage part, int left, int top, int right, int bottom, byte[] bytes, int at) {
    long red = 0;
    long green = 0;
    long blue = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        int rgb = part.rgb(x, y);
        red += rgb >> 16;
        green += rgb >> 8 & 0xff;
        blue += rgb & 0xff;
      }
    }
    long count = (long) (right - left) * (bottom - top);
    bytes[at] = (byte) ((red + count / 2) / count);
    bytes[at + 1] = (byte) ((green + count / 2) / count);
    bytes[at + 2] = (byte) ((blue + count / 2) / count);
  }
}
