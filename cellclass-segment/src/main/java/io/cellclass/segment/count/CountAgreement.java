package io.cellclass.segment.count;

import java.util.Arrays;

/**
 * How well automatic counts agree with manual ones: the method of Bland and Altman (Lancet 1986;
 * Statistical Methods in Medical Research 1999, sections 2 and 3).
 *
 * <p>The difference of an image is automatic minus manual. The limits of agreement are those
 * between which 95 % of the differences are expected, where these are about normal and do not
 * depend on the size of the count: plot them before believing it. Counts of the same patient are
 * not independent.
 *
 * @param images the number n of images, at least 2
 * @param bias the mean difference, in cells
 * @param standardDeviation the standard deviation s of the differences, with n - 1
 */
public record CountAgreement(int images, double bias, double standardDeviation) {
  /** The 97.5 % quantile of the normal distribution. */
  private static final double Z = 1.959963984540054;

  private static final double COVERAGE = 0.95;

  /**
   * Checks the figures.
   *
   * @throws IllegalArgumentException if there are fewer than two images, or a figure is not finite
   *     or the standard deviation negative
   */
  public CountAgreement {
    if (images < 2
        || !Double.isFinite(bias)
        || !(standardDeviation >= 0 && Double.isFinite(standardDeviation))) {
      throw new IllegalArgumentException(
          "expected two images or more and finite figures, found "
              + images
              + ", "
              + bias
              + " and "
              + standardDeviation);
    }
  }

  /**
   * A figure with the interval in which it lies with 95 % confidence.
   *
   * @param value the figure
   * @param low the lower end
   * @param high the upper end
   */
  public record Estimate(double value, double low, double high) {
    private static Estimate about(double value, double reach) {
      return new Estimate(value, value - reach, value + reach);
    }
  }

  /**
   * The agreement of counts of the same images.
   *
   * @param automatic the count of each image by the program
   * @param manual the count of each image by an expert
   * @throws IllegalArgumentException if they differ in number, there are fewer than two, or one is
   *     not finite
   */
  public static CountAgreement of(double[] automatic, double[] manual) {
    int n = automatic.length;
    if (n != manual.length) {
      throw new IllegalArgumentException(
          "expected as many manual counts as automatic ones, " + n + ", found " + manual.length);
    }
    double[] differences = new double[n];
    Arrays.setAll(differences, i -> automatic[i] - manual[i]);
    double mean = Arrays.stream(differences).sum() / n;
    double squares =
        Arrays.stream(differences)
            .map(difference -> (difference - mean) * (difference - mean))
            .sum();
    return new CountAgreement(n, mean, n < 2 ? 0 : Math.sqrt(squares / (n - 1)));
  }

  /** The bias; its standard error is s / √n. */
  public Estimate biasEstimate() {
    return Estimate.about(bias, t() * standardDeviation / Math.sqrt(images));
  }

  /** The lower limit of agreement, bias - 1.96 s; see {@link #upperLimit}. */
  public Estimate lowerLimit() {
    return Estimate.about(bias - Z * standardDeviation, limitReach());
  }

  /**
   * The upper limit of agreement, bias + 1.96 s. Its standard error is s √(1/n + 1.96² / 2(n - 1))
   * (1999, section 3.2), about 1.71 s / √n; the interval takes Student's t with n - 1 degrees of
   * freedom.
   */
  public Estimate upperLimit() {
    return Estimate.about(bias + Z * standardDeviation, limitReach());
  }

  private double limitReach() {
    double variance = 1.0 / images + Z * Z / (2.0 * (images - 1));
    return t() * standardDeviation * Math.sqrt(variance);
  }

  private double t() {
    return StudentT.twoSidedQuantile(COVERAGE, images - 1);
  }
}
