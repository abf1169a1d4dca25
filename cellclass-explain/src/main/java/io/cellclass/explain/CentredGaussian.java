package io.cellclass.explain;

import io.cellclass.Classifier;
import io.cellclass.Heatmap;
import io.cellclass.RgbImage;

/**
 * The explainer that points at the middle: what a map scores that knows only that pictures of cells
 * have the cell there. A method whose maps lie on the cell no better than this one's did not find
 * it. Safe for concurrent use.
 *
 * <p>Its map is exp(-d² / 2σ²), in [0, 1], where d is the distance from the image's centre.
 */
public final class CentredGaussian extends Baseline {
  private final double deviation;

  private CentredGaussian(Classifier classifier, double deviation) {
    super(classifier);
    this.deviation = deviation;
  }

  /**
   * The explainer with a standard deviation of a quarter of the image's shorter side.
   *
   * @param classifier must stay open as long as this is used
   */
  public static CentredGaussian of(Classifier classifier) {
    return of(classifier, 0.25);
  }

  /**
   * The explainer with another standard deviation.
   *
   * @param classifier must stay open as long as this is used
   * @param deviation the standard deviation as a part of the image's shorter side, positive
   * @throws IllegalArgumentException if it is not
   */
  public static CentredGaussian of(Classifier classifier, double deviation) {
    if (!(deviation > 0 && deviation < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "expected a positive standard deviation, found " + deviation);
    }
    return new CentredGaussian(classifier, deviation);
  }

  /** {@code Centred Gaussian}. */
  @Override
  public String method() {
    return "Centred Gaussian";
  }

  @Override
  Heatmap map(RgbImage image) {
    int width = image.width();
    int height = image.height();
    double sigma = deviation * Math.min(width, height);
    float[] values = new float[width * height];
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        double x = (column + 0.5 - width / 2.0) / sigma;
        double y = (row + 0.5 - height / 2.0) / sigma;
        values[row * width + column] = (float) Math.exp(-(x * x + y * y) / 2);
      }
    }
    return Heatmap.of(width, height, values);
  }
}
