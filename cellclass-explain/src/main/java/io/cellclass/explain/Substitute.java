package io.cellclass.explain;

import io.cellclass.RgbImage;
import java.util.Arrays;

/** What stands where a pixel of an image was taken away. */
public enum Substitute {
  /**
   * The colour of the smear around the cell: in each channel the median of the image's outermost
   * pixels, of two middle values the lower.
   */
  BACKGROUND {
    @Override
    public RgbImage of(RgbImage image) {
      byte[] colour = background(image);
      byte[] bytes = image.bytes();
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = colour[i % 3];
      }
      return RgbImage.of(image.width(), image.height(), bytes);
    }
  },

  /**
   * The image blurred until no cell is seen: by a Gaussian with a standard deviation of a tenth of
   * the shorter side, cut off at three of them. What it would take from beyond the border is left
   * out of the mean.
   */
  BLURRED {
    @Override
    public RgbImage of(RgbImage image) {
      double deviation = Math.min(image.width(), image.height()) / 10.0;
      return GaussianBlur.of(deviation).blurred(image);
    }
  };

  /** An image of the same size that is nothing but substitute. */
  public abstract RgbImage of(RgbImage image);

  private static byte[] background(RgbImage image) {
    int[][] counts = new int[3][256];
    for (int y = 0; y < image.height(); y++) {
      boolean edge = y == 0 || y == image.height() - 1;
      int step = edge ? 1 : Math.max(1, image.width() - 1);
      for (int x = 0; x < image.width(); x += step) {
        int rgb = image.rgb(x, y);
        counts[0][rgb >> 16]++;
        counts[1][rgb >> 8 & 0xff]++;
        counts[2][rgb & 0xff]++;
      }
    }
    return new byte[] {median(counts[0]), median(counts[1]), median(counts[2])};
  }

  private static byte median(int[] counts) {
    int half = (Arrays.stream(counts).sum() + 1) / 2;
    int value = 0;
    for (int seen = counts[0]; seen < half; seen += counts[value]) {
      value++;
    }
    return (byte) value;
  }
}
