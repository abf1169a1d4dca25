package io.cellclass;

/**
 * A hash of 64 bits that changes little where a picture changes little.
 *
 * <p>It is the hash from the discrete cosine transform of Zauner 2010 (Implementation and
 * Benchmarking of Perceptual Image Hash Functions, section 3.2.1): of a 32x32 picture in grey, the
 * coefficients of the frequencies 1 to 8 in both directions. A bit is set where its coefficient is
 * positive, not where it is above the median, so that the hash of a mirrored or turned picture
 * follows from the picture's own.
 */
final class PerceptualHash {
  private static final int FREQUENCIES = 8;

  /** The bits of odd horizontal frequencies. */
  static final long ODD_COLUMNS = 0x5555555555555555L;

  /** The bits of odd vertical frequencies. */
  static final long ODD_ROWS = 0x00ff00ff00ff00ffL;

  private static final double[][] COSINES = cosines(Thumbnail.COARSE);

  private PerceptualHash() {}

  private static double[][] cosines(int side) {
    double[][] cosines = new double[FREQUENCIES][side];
    for (int k = 0; k < FREQUENCIES; k++) {
      for (int x = 0; x < side; x++) {
        cosines[k][x] = Math.cos(Math.PI * (k + 1) * (2 * x + 1) / (2.0 * side));
      }
    }
    return cosines;
  }

  /** The hash of a picture {@code [row * 32 + column]}. */
  static long of(float[] picture) {
    int side = Thumbnail.COARSE;
    long hash = 0;
    for (int v = 0; v < FREQUENCIES; v++) {
      double[] columns = new double[side];
      for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
          columns[x] += COSINES[v][y] * picture[y * side + x];
        }
      }
      for (int u = 0; u < FREQUENCIES; u++) {
        double coefficient = 0;
        for (int x = 0; x < side; x++) {
          coefficient += COSINES[u][x] * columns[x];
        }
        hash |= (coefficient > 0 ? 1L : 0L) << bit(v, u);
      }
    }
    return hash;
  }

  /** Where the vertical frequency v + 1 and the horizontal u + 1 stand. */
  private static int bit(int v, int u) {
    return FREQUENCIES * v + u;
  }

  /** The number of bits, from 0 to 64, in which two hashes differ. */
  static int distance(long one, long other) {
    return Long.bitCount(one ^ other);
  }

  /** The hash of the transposed picture. */
  static long transposed(long hash) {
    long result = 0;
    for (int v = 0; v < FREQUENCIES; v++) {
      for (int u = 0; u < FREQUENCIES; u++) {
        result |= (hash >>> bit(v, u) & 1) << bit(u, v);
      }
    }
    return result;
  }
}
