package io.cellclass.dl4j;

import java.io.InterruptedIOException;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What {@link SoftmaxRegression} minimises, for several weightings of the same images at once.
 *
 * <p>For each weighting {@code q} of images {@code i}, whose {@code V} views have the logits {@code
 * l_iv}: the sum over images of {@code q_i} times the mean over views of
 *
 * <pre>crossEntropy(l_iv) + lambda * consistency / 2 * |l_iv - mean over views of l_i|^2</pre>
 *
 * plus {@code lambda / 2} times the sum of the squared weights; the cross-entropy is that to
 * smoothed targets. The weightings share nothing but the matrix products, which are far faster for
 * many columns than for few.
 *
 * <p>A point holds, for each feature, for each weighting, a weight for each class, and behind them
 * the biases. Products are float32, sums over images double.
 */
final class ConsistentCrossEntropy implements Lbfgs.Objective {
  private final INDArray features;
  private final int views;
  private final int[] labels;
  private final double[][] weightings;
  private final int classes;
  private final Penalty penalty;
  private final int columns;
  private final int biases;

  /**
   * Holds what it is given.
   *
   * @param features {@code [view * images + image][feature]}
   * @param labels the class of each image
   * @param weightings {@code [weighting][image]}, of which each sums up to 1
   * @param classes the number of classes
   */
  ConsistentCrossEntropy(
      INDArray features, int[] labels, double[][] weightings, int classes, Penalty penalty) {
    this.features = features;
    this.views = features.rows() / labels.length;
    this.labels = labels;
    this.weightings = weightings;
    this.classes = classes;
    this.penalty = penalty;
    this.columns = weightings.length * classes;
    this.biases = features.columns() * columns;
  }

  /** Weights and biases that are zero. */
  double[] zero() {
    return new double[biases + columns];
  }

  @Override
  public double evaluate(double[] point, double[] gradient) throws InterruptedIOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("interrupted while a linear layer was fitted");
    }
    float[] rows = logits(point);
    Arrays.fill(gradient, biases, gradient.length, 0);
    double value = 0;
    for (int image = 0; image < labels.length; image++) {
      for (int w = 0; w < weightings.length; w++) {
        value += toResiduals(rows, image, w, gradient);
      }
    }
    try (INDArray residuals = Nd4j.createFromArray(rows);
        INDArray product = features.transpose().mmul(residuals.reshape(features.rows(), columns))) {
      float[] slopes = NativeArrays.floats(product);
      double squares = 0;
      for (int i = 0; i < biases; i++) {
        gradient[i] = slopes[i] + penalty.lambda() * point[i];
        squares += point[i] * point[i];
      }
      return value + penalty.lambda() / 2 * squares;
    }
  }

  private float[] logits(double[] point) {
    float[] weights = new float[biases];
    for (int i = 0; i < biases; i++) {
      weights[i] = (float) point[i];
    }
    float[] rows;
    try (INDArray w = Nd4j.createFromArray(weights);
        INDArray logits = features.mmul(w.reshape(features.columns(), columns))) {
      rows = NativeArrays.floats(logits);
    }
    for (int i = 0; i < rows.length; i++) {
      rows[i] += (float) point[biases + i % columns];
    }
    return rows;
  }

  /**
   * Turns the logits of an image's views into the loss's derivatives, adds these to the gradient of
   * the biases, and gives the loss.
   */
  private double toResiduals(float[] rows, int image, int weighting, double[] gradient) {
    double share = weightings[weighting][image] / views;
    double[] mean = new double[classes];
    for (int view = 0; view < views; view++) {
      int at = at(view, image, weighting);
      for (int c = 0; c < classes; c++) {
        mean[c] += rows[at + c] / views;
      }
    }
    double elsewhere = penalty.smoothing() / classes;
    double apart = penalty.lambda() * penalty.consistency();
    double[] row = new double[classes];
    double loss = 0;
    for (int view = 0; view < views; view++) {
      int at = at(view, image, weighting);
      for (int c = 0; c < classes; c++) {
        row[c] = rows[at + c];
      }
      double normaliser = LinearSoftmax.logSumExp(row);
      for (int c = 0; c < classes; c++) {
        double target = elsewhere + (c == labels[image] ? 1 - penalty.smoothing() : 0);
        double logProbability = row[c] - normaliser;
        double off = row[c] - mean[c];
        loss += share * (apart / 2 * off * off - target * logProbability);
        double residual = Math.exp(logProbability) - target + apart * off;
        rows[at + c] = (float) (share * residual);
        gradient[biases + weighting * classes + c] += share * residual;
      }
    }
    return loss;
  }

  private int at(int view, int image, int weighting) {
    return (view * labels.length + image) * columns + weighting * classes;
  }
}
