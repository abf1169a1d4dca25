package io.cellclass.dl4j;

import io.cellclass.RgbImage;

/**
 * Texture of the pixels of a mask: how the green of two pixels goes together that lie some way
 * apart (grey-level co-occurrence: Haralick et al. 1973).
 */
final class RegionTexture {
  private static final int LEVELS = 32;
  private static final int[][] DIRECTIONS = {{1, 0}, {1, 1}, {0, 1}, {-1, 1}};

  private RegionTexture() {}

  /**
   * Contrast, homogeneity, correlation and entropy (in nats) over all pairs of pixels of the mask
   * that lie this far apart along rows, columns and diagonals; 0 where there is no pair.
   */
  static double[] of(RgbImage image, PixelMask mask, int distance) {
    double[][] pairs = pairs(image.bytes(), mask, distance);
    double mean = 0;
    double square = 0;
    for (int a = 0; a < LEVELS; a++) {
      for (int b = 0; b < LEVELS; b++) {
        mean += a * pairs[a][b];
        square += a * a * pairs[a][b];
      }
    }
    double variance = square - mean * mean;
    double contrast = 0;
    double homogeneity = 0;
    double covariance = 0;
    double entropy = 0;
    for (int a = 0; a < LEVELS; a++) {
      for (int b = 0; b < LEVELS; b++) {
        double share = pairs[a][b];
        contrast += share * (a - b) * (a - b);
        homogeneity += share / (1 + (a - b) * (a - b));
        covariance += share * (a - mean) * (b - mean);
        entropy -= share > 0 ? share * Math.log(share) : 0;
      }
    }
    // A region of one level has no variance but what rounding leaves.
    double correlation = variance > 1e-9 ? covariance / variance : 0;
    return new double[] {contrast, homogeneity, correlation, entropy};
  }

  /** The share of each pair of levels; each pair counts in both orders. */
  private static double[][] pairs(byte[] rgb, PixelMask mask, int distance) {
    double[][] pairs = new double[LEVELS][LEVELS];
    int count = 0;
    for (int y = 0; y < mask.height(); y++) {
      for (int x = 0; x < mask.width(); x++) {
        for (int[] direction : DIRECTIONS) {
          int otherX = x + distance * direction[0];
          int otherY = y + distance * direction[1];
          if (mask.contains(x, y) && mask.contains(otherX, otherY)) {
            int a = level(rgb, y * mask.width() + x);
            int b = level(rgb, otherY * mask.width() + otherX);
            pairs[a][b]++;
            pairs[b][a]++;
            count += 2;
          }
        }
      }
    }
    for (double[] row : pairs) {
      for (int b = 0; b < LEVELS; b++) {
        row[b] /= Math.max(1, count);
      }
    }
    return pairs;
  }

  private static int level(byte[] rgb, int position) {
    return (rgb[3 * position + 1] & 0xff) * LEVELS / 256;
  }
}
