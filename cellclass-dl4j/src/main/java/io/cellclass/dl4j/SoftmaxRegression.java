package io.cellclass.dl4j;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * L2-regularised multinomial logistic regression on standardised features: minimises the mean
 * cross-entropy plus {@code lambda / 2} times the sum of the squared weights; biases are free.
 * Matrix products are float32, sums over samples double.
 */
final class SoftmaxRegression {
  private static final double TOLERANCE = 1e-5;

  /** A deviation below this share of the mean is what rounding leaves of equal float32 values. */
  private static final double ROUNDING = 1e-7;

  /** Told of each step of the solver. */
  interface StepListener {
    void stepped(int iteration, LinearSoftmax fit);
  }

  private final INDArray features;
  private final int[] labels;
  private final int classes;
  private final double[] mean;
  private final double[] deviation;
  private final int width;

  private SoftmaxRegression(float[][] features, int[] labels, int classes) {
    this.labels = labels;
    this.classes = classes;
    this.width = features[0].length;
    this.mean = new double[width];
    this.deviation = new double[width];
    this.features = standardised(features);
  }

  /**
   * Fits weights to labelled features.
   *
   * @param features {@code [sample][feature]}
   * @param labels the class of each sample
   * @param classes the number of classes
   * @param lambda the strength of the regularisation, above 0
   * @param iterations the largest number of steps
   */
  static LinearSoftmax fit(
      float[][] features,
      int[] labels,
      int classes,
      double lambda,
      int iterations,
      StepListener listener) {
    SoftmaxRegression regression = new SoftmaxRegression(features, labels, classes);
    try (INDArray closed = regression.features) {
      double[] point =
          Lbfgs.minimize(
              (p, gradient) -> regression.evaluate(p, gradient, lambda),
              new double[classes * (closed.columns() + 1)],
              iterations,
              TOLERANCE,
              (iteration, p) -> listener.stepped(iteration, regression.unstandardised(p)));
      return regression.unstandardised(point);
    }
  }

  private INDArray standardised(float[][] rows) {
    for (float[] row : rows) {
      for (int j = 0; j < width; j++) {
        mean[j] += row[j] / rows.length;
      }
    }
    for (float[] row : rows) {
      for (int j = 0; j < width; j++) {
        deviation[j] += (row[j] - mean[j]) * (row[j] - mean[j]) / rows.length;
      }
    }
    for (int j = 0; j < width; j++) {
      deviation[j] = Math.sqrt(deviation[j]);
      // A feature that never changes tells nothing, and its rounded mean must not make it seem to.
      if (deviation[j] <= ROUNDING * Math.abs(mean[j])) {
        deviation[j] = Double.POSITIVE_INFINITY;
      }
    }
    float[] flat = new float[Math.multiplyExact(rows.length, width)];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < width; j++) {
        flat[i * width + j] = (float) ((rows[i][j] - mean[j]) / deviation[j]);
      }
    }
    return Nd4j.createFromArray(flat).reshape(rows.length, width);
  }

  /** The point holds, for each feature, a weight for each class, and at its end the biases. */
  private double evaluate(double[] point, double[] gradient, double lambda) {
    int samples = labels.length;
    float[] weights = new float[width * classes];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) point[i];
    }
    double loss = 0;
    float[] residuals;
    try (INDArray w = Nd4j.createFromArray(weights);
        INDArray logits = features.mmul(w.reshape(width, classes))) {
      residuals = NativeArrays.floats(logits);
    }
    double[] row = new double[classes];
    Arrays.fill(gradient, 0);
    for (int i = 0; i < samples; i++) {
      for (int c = 0; c < classes; c++) {
        row[c] = residuals[i * classes + c] + point[width * classes + c];
      }
      double normaliser = LinearSoftmax.logSumExp(row);
      loss += normaliser - row[labels[i]];
      for (int c = 0; c < classes; c++) {
        double residual = Math.exp(row[c] - normaliser) - (c == labels[i] ? 1 : 0);
        residuals[i * classes + c] = (float) (residual / samples);
        gradient[width * classes + c] += residual / samples;
      }
    }
    try (INDArray r = Nd4j.createFromArray(residuals);
        INDArray product = features.transpose().mmul(r.reshape(samples, classes))) {
      float[] values = NativeArrays.floats(product);
      for (int i = 0; i < values.length; i++) {
        gradient[i] = values[i] + lambda * point[i];
      }
    }
    double squares = 0;
    for (int i = 0; i < weights.length; i++) {
      squares += point[i] * point[i];
    }
    return loss / samples + lambda / 2 * squares;
  }

  private LinearSoftmax unstandardised(double[] point) {
    double[][] weights = new double[classes][width];
    double[] biases = new double[classes];
    for (int c = 0; c < classes; c++) {
      biases[c] = point[width * classes + c];
      for (int j = 0; j < width; j++) {
        weights[c][j] = point[j * classes + c] / deviation[j];
        biases[c] -= weights[c][j] * mean[j];
      }
    }
    return new LinearSoftmax(weights, biases);
  }
}
