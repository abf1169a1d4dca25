package io.cellclass.explain.faithfulness;

import io.cellclass.RgbImage;

/**
 * The values that removed pixels take when each is the weighted mean of its eight neighbours,
 * removed ones among them (noisy linear imputation, here without the noise, of Rong et al. 2022,
 * ROAD): 1/6 of each direct neighbour, 1/12 of each diagonal one; beside the image's border the
 * weights of the neighbours that there are, divided by their sum.
 *
 * <p>The equations are solved by {@link Multigrid} until a cycle changes no value by more than
 * {@link #TOLERANCE}; what is left of the error is smaller.
 */
final class LinearImputation {
  /** In steps of the 8-bit scale. */
  static final float TOLERANCE = 0.05f;

  private static final int MOST_CYCLES = 100;
  private static final float[] WEIGHTS = {
    1 / 12f, 1 / 6f, 1 / 12f, 1 / 6f, 0, 1 / 6f, 1 / 12f, 1 / 6f, 1 / 12f
  };

  private final int width;
  private final int height;
  private final byte[] bytes;
  private final boolean[] removed;
  private final float[] mean;
  private final GridLevel equations;

  private LinearImputation(RgbImage image, boolean[] removed) {
    this.width = image.width();
    this.height = image.height();
    this.bytes = image.bytes();
    this.removed = removed;
    this.mean = meanOfKept();
    this.equations = new GridLevel(width, height);
  }

  /**
   * The image's red, green and blue, pixel by pixel, those of removed pixels imputed.
   *
   * @param removed for each pixel whether it is removed
   * @throws IllegalArgumentException if all are
   */
  static float[] of(RgbImage image, boolean[] removed) {
    return new LinearImputation(image, removed).solved();
  }

  private float[] solved() {
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (removed[y * width + x]) {
          addEquation(x, y);
        }
      }
    }
    equations.complete();
    new Multigrid(equations).solve(TOLERANCE, MOST_CYCLES);
    float[] result = new float[bytes.length];
    for (int i = 0; i < result.length; i++) {
      int pixel = i / 3;
      int at = 3 * equations.place(pixel % width, pixel / width) + i % 3;
      result[i] = removed[pixel] ? mean[i % 3] + equations.values[at] : bytes[i] & 0xff;
    }
    return result;
  }

  /** Values are counted from the mean of the kept pixels, with which the solution begins. */
  private void addEquation(int x, int y) {
    int place = equations.place(x, y);
    for (int k = 0; k < WEIGHTS.length; k++) {
      int u = x + k % 3 - 1;
      int v = y + k / 3 - 1;
      if (u < 0 || u >= width || v < 0 || v >= height) {
        continue;
      }
      equations.stencils[9 * place + GridLevel.SELF] += WEIGHTS[k];
      int neighbour = v * width + u;
      if (removed[neighbour]) {
        equations.stencils[9 * place + k] -= WEIGHTS[k];
      } else {
        for (int colour = 0; colour < 3; colour++) {
          float value = (bytes[3 * neighbour + colour] & 0xff) - mean[colour];
          equations.wanted[3 * place + colour] += WEIGHTS[k] * value;
        }
      }
    }
  }

  private float[] meanOfKept() {
    double[] sums = new double[3];
    int kept = 0;
    for (int pixel = 0; pixel < removed.length; pixel++) {
      if (!removed[pixel]) {
        kept++;
        for (int colour = 0; colour < 3; colour++) {
          sums[colour] += bytes[3 * pixel + colour] & 0xff;
        }
      }
    }
    if (kept == 0) {
      throw new IllegalArgumentException("expected a pixel to be kept, found all removed");
    }
    return new float[] {
      (float) (sums[0] / kept), (float) (sums[1] / kept), (float) (sums[2] / kept)
    };
  }
}
