package io.cellclass.augment;

import static org.bytedeco.opencv.global.opencv_core.CV_64FC1;
import static org.bytedeco.opencv.global.opencv_core.eigen;

import java.nio.DoubleBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The plane through the origin that optical densities lie closest to, by two directions at right
 * angles. What two stains mix lies in it, and the origin is glass.
 */
final class DensityPlane {
  private final double[] main;
  private final double[] side;

  private DensityPlane(double[] main, double[] side) {
    this.main = main;
    this.side = side;
  }

  /** The plane of the two largest singular values of rows of red, green and blue. */
  static DensityPlane through(double[] densities) {
    double[] products = new double[9];
    for (int i = 0; i < densities.length; i += 3) {
      for (int entry = 0; entry < products.length; entry++) {
        products[entry] += densities[i + entry / 3] * densities[i + entry % 3];
      }
    }
    try (DoublePointer numbers = new DoublePointer(products);
        Mat matrix = new Mat(3, 3, CV_64FC1, numbers);
        Mat values = new Mat();
        Mat vectors = new Mat()) {
      eigen(matrix, values, vectors);
      DoubleBuffer rows = vectors.createBuffer();
      double[] main = {rows.get(0), rows.get(1), rows.get(2)};
      double[] side = {rows.get(3), rows.get(4), rows.get(5)};
      if (main[0] + main[1] + main[2] < 0) {
        Arrays.setAll(main, i -> -main[i]);
      }
      return new DensityPlane(main, side);
    }
  }

  /** The direction in the plane of the densities that begin at a position, in radians. */
  double angle(double[] densities, int at) {
    return Math.atan2(product(side, densities, at), product(main, densities, at));
  }

  private static double product(double[] direction, double[] densities, int at) {
    return direction[0] * densities[at]
        + direction[1] * densities[at + 1]
        + direction[2] * densities[at + 2];
  }

  /** The stain in a direction; noise may have carried it out of what can be absorbed. */
  StainVector at(double angle) {
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    return new StainVector(
        Math.max(0, cos * main[0] + sin * side[0]),
        Math.max(0, cos * main[1] + sin * side[1]),
        Math.max(0, cos * main[2] + sin * side[2]));
  }
}
