package io.cellclass;

/**
 * Divides a number of things by shares into whole parts, by the method of the largest remainder
 * (Hamilton's).
 */
final class LargestRemainder {
  // Remainders that differ by less are rounding noise of the shares: the earlier part goes first.
  private static final double TIE = 1e-9;

  private LargestRemainder() {}

  /**
   * The parts.
   *
   * @param shares at least 0 each, together 1
   * @return as many numbers as shares, together {@code total}
   */
  static int[] divide(int total, double[] shares) {
    int[] parts = new int[shares.length];
    double[] remainders = new double[shares.length];
    int left = total;
    for (int i = 0; i < shares.length; i++) {
      double quota = total * shares[i];
      parts[i] = (int) Math.floor(quota + TIE);
      remainders[i] = quota - parts[i];
      left -= parts[i];
    }
    for (; left > 0; left--) {
      int best = largest(remainders);
      parts[best]++;
      remainders[best] -= 1;
    }
    return parts;
  }

  private static int largest(double[] remainders) {
    int best = 0;
    for (int i = 1; i < remainders.length; i++) {
      if (remainders[i] > remainders[best] + TIE) {
        best = i;
      }
    }
    return best;
  }
}
