package io.cellclass.dl4j;

/**
 * Moments of the pixels of a mask about their centre of mass, for each pixel.
 *
 * @param centreX the column of the centre, the first pixel's centre at 0.5
 * @param centreY its row
 * @param area the number of pixels
 * @param xx the mean of dx^2, and so on
 */
record CentralMoments(
    double centreX,
    double centreY,
    int area,
    double xx,
    double xy,
    double yy,
    double xxx,
    double xxy,
    double xyy,
    double yyy) {
  /** Those of a mask that is not empty. */
  static CentralMoments of(PixelMask mask) {
    long sumX = 0;
    long sumY = 0;
    for (int y = 0; y < mask.height(); y++) {
      for (int x = 0; x < mask.width(); x++) {
        sumX += mask.contains(x, y) ? x : 0;
        sumY += mask.contains(x, y) ? y : 0;
      }
    }
    int area = mask.area();
    double centreX = (double) sumX / area + 0.5;
    double centreY = (double) sumY / area + 0.5;
    double[] sums = new double[7];
    for (int y = 0; y < mask.height(); y++) {
      for (int x = 0; x < mask.width(); x++) {
        if (mask.contains(x, y)) {
          add(x + 0.5 - centreX, y + 0.5 - centreY, sums);
        }
      }
    }
    return new CentralMoments(
        centreX,
        centreY,
        area,
        sums[0] / area,
        sums[1] / area,
        sums[2] / area,
        sums[3] / area,
        sums[4] / area,
        sums[5] / area,
        sums[6] / area);
  }

  private static void add(double dx, double dy, double[] sums) {
    sums[0] += dx * dx;
    sums[1] += dx * dy;
    sums[2] += dy * dy;
    sums[3] += dx * dx * dx;
    sums[4] += dx * dx * dy;
    sums[5] += dx * dy * dy;
    sums[6] += dy * dy * dy;
  }

  /**
   * The first four moments of Hu (1962), equation 25: of the same value however a shape is moved,
   * turned or scaled.
   */
  double[] hu() {
    double second = area;
    double third = Math.pow(area, 1.5);
    double n20 = xx / second;
    double n11 = xy / second;
    double n02 = yy / second;
    double n30 = xxx / third;
    double n21 = xxy / third;
    double n12 = xyy / third;
    double n03 = yyy / third;
    return new double[] {
      n20 + n02,
      square(n20 - n02) + 4 * square(n11),
      square(n30 - 3 * n12) + square(3 * n21 - n03),
      square(n30 + n12) + square(n21 + n03)
    };
  }

  private static double square(double x) {
    return x * x;
  }
}
