package io.cellclass.explain;

import io.cellclass.RgbImage;

/**
 * A blur by a Gaussian, one direction after the other; the border takes part with what there is. A
 * wide one is taken of the image's means over small squares, and its values between their centres
 * are linear: no level is off by more than about one.
 */
final class GaussianBlur {
  /** From here on it is taken of means. */
  private static final double WIDE = 8;

  private final float[] half;

  /** The side of the squares whose means are blurred; 1 for the image itself. */
  private final int square;

  private GaussianBlur(float[] half, int square) {
    this.half = half;
    this.square = square;
  }

  /**
   * The blur with this standard deviation.
   *
   * @param deviation in pixels, positive
   */
  static GaussianBlur of(double deviation) {
    int square = deviation < WIDE ? 1 : (int) (deviation / 4);
    // The means and the lines between them blur, too: variances of a twelfth and a sixth.
    double added = square == 1 ? 0 : square * square / 4.0;
    double left = Math.sqrt(deviation * deviation - added) / square;
    float[] half = new float[1 + (int) Math.ceil(3 * left)];
    for (int d = 0; d < half.length; d++) {
      half[d] = (float) Math.exp(-d * d / (2 * left * left));
    }
    return new GaussianBlur(half, square);
  }

  RgbImage blurred(RgbImage image) {
    int width = squares(image.width());
    int height = squares(image.height());
    float[] values = means(image, width, height);
    float[] across = new float[values.length];
    for (int y = 0; y < height; y++) {
      alongLine(values, across, y * 3 * width, width);
    }
    float[] blurred = alongColumns(across, 3 * width, height);
    byte[] bytes = new byte[3 * image.width() * image.height()];
    for (int i = 0; i < bytes.length; i++) {
      int x = i / 3 % image.width();
      int y = i / 3 / image.width();
      double value = square == 1 ? blurred[i] : between(blurred, width, height, x, y, i % 3);
      bytes[i] = (byte) Math.round(Math.min(255, value));
    }
    return RgbImage.of(image.width(), image.height(), bytes);
  }

  private int squares(int pixels) {
    return (pixels + square - 1) / square;
  }

  /** The mean of each square; of those at the border, of what lies in the image. */
  private float[] means(RgbImage image, int width, int height) {
    byte[] bytes = image.bytes();
    float[] means = new float[3 * width * height];
    int[] counts = new int[width * height];
    for (int i = 0; i < bytes.length; i++) {
      int at = i / 3 / image.width() / square * width + i / 3 % image.width() / square;
      means[3 * at + i % 3] += bytes[i] & 0xff;
      counts[at] += i % 3 == 0 ? 1 : 0;
    }
    for (int i = 0; i < means.length; i++) {
      means[i] /= counts[i / 3];
    }
    return means;
  }

  /** Linear between the centres of squares. */
  private double between(float[] blurred, int width, int height, int x, int y, int channel) {
    double u = Math.max(0, Math.min(width - 1, (x + 0.5) / square - 0.5));
    double v = Math.max(0, Math.min(height - 1, (y + 0.5) / square - 0.5));
    int left = (int) u;
    int top = (int) v;
    int right = Math.min(left + 1, width - 1);
    int bottom = Math.min(top + 1, height - 1);
    double upper =
        (1 - u + left) * blurred[3 * (top * width + left) + channel]
            + (u - left) * blurred[3 * (top * width + right) + channel];
    double lower =
        (1 - u + left) * blurred[3 * (bottom * width + left) + channel]
            + (u - left) * blurred[3 * (bottom * width + right) + channel];
    return (1 - v + top) * upper + (v - top) * lower;
  }

  private void alongLine(float[] from, float[] to, int start, int width) {
    int size = 3 * width;
    for (int d = 1 - half.length; d < half.length; d++) {
      int shift = 3 * d;
      float weight = half[Math.abs(d)];
      for (int i = Math.max(0, -shift); i < Math.min(size, size - shift); i++) {
        to[start + i] += weight * from[start + i + shift];
      }
    }
    for (int x = 0; x < width; x++) {
      float sum = sumOfWeights(x, width);
      for (int i = start + 3 * x; i < start + 3 * x + 3; i++) {
        to[i] /= sum;
      }
    }
  }

  private float[] alongColumns(float[] from, int row, int height) {
    float[] to = new float[from.length];
    for (int y = 0; y < height; y++) {
      int first = Math.max(0, y - half.length + 1);
      int last = Math.min(height - 1, y + half.length - 1);
      float sum = sumOfWeights(y, height);
      for (int other = first; other <= last; other++) {
        float weight = half[Math.abs(other - y)] / sum;
        for (int i = 0; i < row; i++) {
          to[y * row + i] += weight * from[other * row + i];
        }
      }
    }
    return to;
  }

  /** The sum of the weights of the places that there are. */
  private float sumOfWeights(int place, int places) {
    float sum = half[0];
    for (int d = 1; d < half.length; d++) {
      sum += (place - d >= 0 ? half[d] : 0) + (place + d < places ? half[d] : 0);
    }
    return sum;
  }
}
