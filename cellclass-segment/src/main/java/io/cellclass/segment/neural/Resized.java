package io.cellclass.segment.neural;

import io.cellclass.RgbImage;

/**
 * Draws an image at another size, with a triangle filter as wide as an output pixel where it
 * shrinks and linear interpolation where it grows.
 */
final class Resized {
  private Resized() {}

  static RgbImage of(RgbImage image, int width, int height) {
    if (image.width() == width && image.height() == height) {
      return image;
    }
    byte[] bytes = image.bytes();
    float[] source = new float[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      source[i] = bytes[i] & 0xff;
    }
    float[] narrow = columns(source, image.width(), image.height(), width);
    float[] turned = transposed(narrow, width, image.height());
    float[] result = transposed(columns(turned, image.height(), width, height), height, width);
    byte[] rgb = new byte[result.length];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) Math.round(Math.max(0, Math.min(255, result[i])));
    }
    return RgbImage.of(width, height, rgb);
  }

  private static float[] columns(float[] source, int width, int height, int newWidth) {
    float[] result = new float[3 * newWidth * height];
    double step = (double) width / newWidth;
    double radius = Math.max(1, step);
    for (int x = 0; x < newWidth; x++) {
      double centre = (x + 0.5) * step - 0.5;
      int first = (int) Math.ceil(centre - radius);
      int last = (int) Math.floor(centre + radius);
      float[] weights = new float[last - first + 1];
      double sum = 0;
      for (int i = 0; i < weights.length; i++) {
        weights[i] = (float) Math.max(0, 1 - Math.abs(first + i - centre) / radius);
        sum += weights[i];
      }
      for (int i = 0; i < weights.length; i++) {
        int from = Math.max(0, Math.min(width - 1, first + i));
        float weight = (float) (weights[i] / sum);
        for (int y = 0; y < height && weight > 0; y++) {
          int at = 3 * (y * newWidth + x);
          int in = 3 * (y * width + from);
          result[at] += weight * source[in];
          result[at + 1] += weight * source[in + 1];
          result[at + 2] += weight * source[in + 2];
        }
      }
    }
    return result;
  }

  private static float[] transposed(float[] source, int width, int height) {
    float[] result = new float[source.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        System.arraycopy(source, 3 * (y * width + x), result, 3 * (x * height + y), 3);
      }
    }
    return result;
  }
}
