package io.cellclass.segment.classic;

import java.util.stream.IntStream;

/**
 * A Gaussian, or its first or second derivative, sampled at whole pixels and applied along rows and
 * columns. Behind the border the image is mirrored. Immutable and safe for concurrent use.
 */
final class GaussianFilter {
  /** How many standard deviations it reaches. */
  private static final double REACH = 4;

  private final float[] kernel;
  private final boolean odd;

  private GaussianFilter(float[] kernel, boolean odd) {
    this.kernel = kernel;
    this.odd = odd;
  }

  /** Weights that sum to 1. */
  static GaussianFilter smoothing(double sigma) {
    int radius = (int) Math.ceil(REACH * sigma);
    double[] weights = new double[radius + 1];
    double sum = 0;
    for (int i = 0; i <= radius; i++) {
      weights[i] = Math.exp(-i * i / (2 * sigma * sigma));
      sum += i == 0 ? weights[i] : 2 * weights[i];
    }
    return new GaussianFilter(scaled(weights, 1 / sum), false);
  }

  /** Gives 1 for a slope of 1 a pixel, 0 for what is even. */
  static GaussianFilter slope(double sigma) {
    int radius = (int) Math.ceil(REACH * sigma);
    double[] weights = new double[radius + 1];
    double moment = 0;
    for (int i = 1; i <= radius; i++) {
      weights[i] = i * Math.exp(-i * i / (2 * sigma * sigma));
      moment += 2 * i * weights[i];
    }
    return new GaussianFilter(scaled(weights, 1 / moment), true);
  }

  /** Gives 2 for {@code x * x}, 0 for a slope. */
  static GaussianFilter curvature(double sigma) {
    int radius = (int) Math.ceil(REACH * sigma);
    double[] weights = new double[radius + 1];
    double sum = 0;
    double gaussians = 0;
    for (int i = 0; i <= radius; i++) {
      double gaussian = Math.exp(-i * i / (2 * sigma * sigma));
      weights[i] = (i * i / (sigma * sigma) - 1) * gaussian;
      sum += i == 0 ? weights[i] : 2 * weights[i];
      gaussians += i == 0 ? gaussian : 2 * gaussian;
    }
    // Sampled and cut off, the weights do not sum to 0 by themselves.
    double moment = 0;
    for (int i = 0; i <= radius; i++) {
      weights[i] -= sum / gaussians * Math.exp(-i * i / (2 * sigma * sigma));
      moment += 2.0 * i * i * weights[i];
    }
    return new GaussianFilter(scaled(weights, 2 / moment), false);
  }

  private static float[] scaled(double[] weights, double factor) {
    float[] scaled = new float[weights.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (float) (weights[i] * factor);
    }
    return scaled;
  }

  /** The plane smoothed along rows and columns. */
  static float[] smooth(float[] plane, double sigma, int width, int height) {
    GaussianFilter filter = smoothing(sigma);
    return filter.alongColumns(filter.alongRows(plane, width, height), width, height);
  }

  float[] alongRows(float[] plane, int width, int height) {
    int radius = kernel.length - 1;
    float[] result = new float[plane.length];
    IntStream.range(0, height)
        .parallel()
        .forEach(
            y -> {
              float[] row = new float[width + 2 * radius];
              for (int x = 0; x < row.length; x++) {
                row[x] = plane[y * width + mirrored(x - radius, width)];
              }
              for (int x = 0; x < width; x++) {
                float sum = kernel[0] * row[x + radius];
                for (int i = 1; i <= radius; i++) {
                  float before = row[x + radius - i];
                  float after = row[x + radius + i];
                  sum += kernel[i] * (odd ? after - before : after + before);
                }
                result[y * width + x] = sum;
              }
            });
    return result;
  }

  float[] alongColumns(float[] plane, int width, int height) {
    int radius = kernel.length - 1;
    float[] result = new float[plane.length];
    IntStream.range(0, height)
        .parallel()
        .forEach(
            y -> {
              int to = y * width;
              for (int x = 0; x < width; x++) {
                result[to + x] = kernel[0] * plane[to + x];
              }
              for (int i = 1; i <= radius; i++) {
                int before = mirrored(y - i, height) * width;
                int after = mirrored(y + i, height) * width;
                float weight = kernel[i];
                float sign = odd ? -1 : 1;
                for (int x = 0; x < width; x++) {
                  result[to + x] += weight * (plane[after + x] + sign * plane[before + x]);
                }
              }
            });
    return result;
  }

  /** The border pixel is met twice: c b a | a b c. */
  private static int mirrored(int position, int length) {
    int period = 2 * length;
    int within = Math.floorMod(position, period);
    return within < length ? within : period - 1 - within;
  }
}
