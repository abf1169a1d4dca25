package io.cellclass.explain;

import io.cellclass.RgbImage;

/**
 * A blur by a Gaussian, one direction after the other; the border takes part with what there is.
 */
final class GaussianBlur {
  private final float[] half;

  private GaussianBlur(float[] half) {
    this.half = half;
  }

  /**
   * The blur with this standard deviation.
   *
   * @param deviation in pixels, positive
   */
  static GaussianBlur of(double deviation) {
    float[] half = new float[1 + (int) Math.ceil(3 * deviation)];
    for (int d = 0; d < half.length; d++) {
      half[d] = (float) Math.exp(-d * d / (2 * deviation * deviation));
    }
    return new GaussianBlur(half);
  }

  RgbImage blurred(RgbImage image) {
    int row = 3 * image.width();
    byte[] bytes = image.bytes();
    float[] values = new float[bytes.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = bytes[i] & 0xff;
    }
    float[] across = new float[values.length];
    for (int y = 0; y < image.height(); y++) {
      alongLine(values, across, y * row, image.width());
    }
    float[] blurred = alongColumns(across, row, image.height());
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.round(Math.min(255, blurred[i]));
    }
    return RgbImage.of(image.width(), image.height(), bytes);
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
