package io.cellclass.dl4j;

import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Multinomial logistic regression on standardised features of several views of each image.
 *
 * <p>Beside the squared weights it penalises what a turn, a mirror or another shade changes in an
 * image's logits: their squared distance from the mean over the image's views. The views differ by
 * what is known not to matter; so directions in which they differ cost more than others. For linear
 * models this needs fewer images than to learn from the views alone (Yang et al. 2023, "Sample
 * Efficiency of Data Augmentation Consistency Regularization"). Of a single view of each image only
 * the squared weights are penalised.
 *
 * <p>Holds the features in native memory until it is closed. For one thread.
 */
final class SoftmaxRegression implements AutoCloseable {
  private static final double TOLERANCE = 1e-5;

  /** A deviation below this share of the mean is what rounding leaves of equal float32 values. */
  private static final double ROUNDING = 1e-7;

  /** Told of each step of the solver. */
  interface StepListener {
    void stepped(int iteration, LinearSoftmax fit);
  }

  private final int[] labels;
  private final int classes;
  private final int width;
  private final double[] mean;
  private final double[] deviation;
  private final INDArray features;

  /**
   * A regression on labelled images; the features are copied.
   *
   * @param byView for each view, {@code [image][feature]}
   * @param labels the class of each image
   * @param classes the number of classes
   */
  SoftmaxRegression(List<float[][]> byView, int[] labels, int classes) {
    this.labels = labels;
    this.classes = classes;
    this.width = byView.get(0)[0].length;
    this.mean = new double[width];
    this.deviation = new double[width];
    float[][] rows = byView.stream().flatMap(Arrays::stream).toArray(float[][]::new);
    measure(rows);
    this.features = standardised(rows);
  }

  /**
   * Fits weights to all images.
   *
   * @param shares how much each image counts; they sum up to 1
   * @param iterations the largest number of steps
   * @throws InterruptedIOException if the thread is interrupted; its interrupt status stays set
   */
  LinearSoftmax fit(double[] shares, Penalty penalty, int iterations, StepListener listener)
      throws InterruptedIOException {
    double[][] one = {shares};
    double[] point =
        minimize(one, penalty, iterations, (i, p) -> listener.stepped(i, unstandardised(p, 0, 1)));
    return unstandardised(point, 0, 1);
  }

  /**
   * Fits weights for each of several weightings of the images, all in one go.
   *
   * @param weightings {@code [weighting][image]}, of which each sums up to 1
   * @throws InterruptedIOException if the thread is interrupted; its interrupt status stays set
   */
  List<LinearSoftmax> fitEach(double[][] weightings, Penalty penalty, int iterations)
      throws InterruptedIOException {
    double[] point = minimize(weightings, penalty, iterations, (i, p) -> {});
    return IntStream.range(0, weightings.length)
        .mapToObj(w -> unstandardised(point, w, weightings.length))
        .toList();
  }

  private double[] minimize(
      double[][] weightings, Penalty penalty, int iterations, Lbfgs.StepListener listener)
      throws InterruptedIOException {
    ConsistentCrossEntropy objective =
        new ConsistentCrossEntropy(features, labels, weightings, classes, penalty);
    return Lbfgs.minimize(objective, objective.zero(), iterations, TOLERANCE, listener);
  }

  private void measure(float[][] rows) {
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
  }

  private INDArray standardised(float[][] rows) {
    float[] flat = new float[Math.multiplyExact(rows.length, width)];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < width; j++) {
        flat[i * width + j] = (float) ((rows[i][j] - mean[j]) / deviation[j]);
      }
    }
    return Nd4j.createFromArray(flat).reshape(rows.length, width);
  }

  /** The fit of one of several weightings, for features as they come. */
  private LinearSoftmax unstandardised(double[] point, int weighting, int weightings) {
    int columns = weightings * classes;
    double[][] weights = new double[classes][width];
    double[] biases = new double[classes];
    for (int c = 0; c < classes; c++) {
      int column = weighting * classes + c;
      biases[c] = point[width * columns + column];
      for (int j = 0; j < width; j++) {
        weights[c][j] = point[j * columns + column] / deviation[j];
        biases[c] -= weights[c][j] * mean[j];
      }
    }
    return new LinearSoftmax(weights, biases);
  }

  @Override
  public void close() {
    features.close();
  }
}
