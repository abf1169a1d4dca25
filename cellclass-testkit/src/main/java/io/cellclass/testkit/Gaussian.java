package io.cellclass.testkit;

/** Gaussian blur, columns and rows in turn; the edge pixel goes on beyond the edge. */
final class Gaussian {
  private Gaussian() {}

  /** Blurs a plane in place; a deviation below a fifth of a pixel does nothing. */
  static void blur(float[] plane, int width, int height, double deviation) {
    if (deviation < 0.2) {
      return;
    }
    float[] kernel = kernel(deviation);
    float[] line = new float[Math.max(width, height)];
    for (int y = 0; y < height; y++) {
      blurLine(plane, y * width, 1, width, kernel, line);
    }
    for (int x = 0; x < width; x++) {
      blurLine(plane, x, width, height, kernel, line);
    }
  }

  private static float[] kernel(double deviation) {
    int radius = (int) Math.ceil(2.5 * deviation);
    double[] weights = new double[radius + 1];
    double sum = 0;
    for (int i = 0; i <= radius; i++) {
      weights[i] = StrictMath.exp(-i * i / (2 * deviation * deviation));
      sum += i == 0 ? weights[i] : 2 * weights[i];
    }
    float[] kernel = new float[radius + 1];
    for (int i = 0; i <= radius; i++) {
      kernel[i] = (float) (weights[i] / sum);
    }
    return kernel;
  }

  private static void blurLine(
      float[] plane, int start, int stride, int length, float[] kernel, float[] line) {
    for (int i = 0; i < length; i++) {
      line[i] = plane[start + i * stride];
    }
    for (int i = 0; i < length; i++) {
      float sum = kernel[0] * line[i];
      for (int k = 1; k < kernel.length; k++) {
        sum += kernel[k] * (line[Math.max(0, i - k)] + line[Math.min(length - 1, i + k)]);
      }
      plane[start + i * stride] = sum;
    }
  }
}
