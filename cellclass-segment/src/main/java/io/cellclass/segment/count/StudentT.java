package io.cellclass.segment.count;

/** Student's t distribution with whole degrees of freedom. */
final class StudentT {
  private StudentT() {}

  /**
   * The value that a t variable exceeds in either direction with probability {@code 1 - coverage}.
   *
   * @param coverage in (0, 1)
   * @param freedom at least 1
   */
  static double twoSidedQuantile(double coverage, int freedom) {
    // Found as an angle, in which the distribution is smooth and bounded however heavy its tails.
    double low = 0;
    double high = Math.PI / 2;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (within(middle, freedom) < coverage) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Math.sqrt(freedom) * Math.tan((low + high) / 2);
  }

  /**
   * The probability of |t| at most {@code sqrt(freedom) tan(angle)} (Abramowitz and Stegun 1964,
   * 26.7.3 and 26.7.4: finite sums).
   */
  static double within(double angle, int freedom) {
    double sine = Math.sin(angle);
    double cosine = Math.cos(angle);
    boolean odd = freedom % 2 == 1;
    double term = odd ? cosine : 1;
    double sum = 0;
    for (int power = odd ? 1 : 0; power <= freedom - 2; power += 2) {
      sum += term;
      term *= cosine * cosine * (power + 1) / (power + 2);
    }
    return odd ? 2 / Math.PI * (angle + sine * sum) : sine * sum;
  }
}
