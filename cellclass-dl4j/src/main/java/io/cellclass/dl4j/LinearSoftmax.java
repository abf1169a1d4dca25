package io.cellclass.dl4j;

import io.cellclass.Temperature;
import io.cellclass.network.Tensor;
import java.util.Arrays;

/** A softmax over a linear function of features: what {@link SoftmaxRegression} fits. */
final class LinearSoftmax {
  private final double[][] weights;
  private final double[] biases;

  /** With weights {@code [class][feature]} and a bias for each class; not copied. */
  LinearSoftmax(double[][] weights, double[] biases) {
    this.weights = weights;
    this.biases = biases;
  }

  /** The probability of each class for a sample of these features. */
  float[] probabilities(float[] features) {
    double[] logits = new double[biases.length];
    for (int c = 0; c < logits.length; c++) {
      logits[c] = biases[c] + dot(weights[c], features);
    }
    double normaliser = logSumExp(logits);
    float[] probabilities = new float[logits.length];
    for (int c = 0; c < logits.length; c++) {
      // The rounded sum of exponentials can be below the largest of them.
      probabilities[c] = (float) Math.min(1, Math.exp(logits[c] - normaliser));
    }
    return probabilities;
  }

  /** The same function, more or less sure: its logits divided by the temperature. */
  LinearSoftmax withTemperature(Temperature temperature) {
    double factor = 1 / temperature.value();
    double[][] scaled =
        Arrays.stream(weights)
            .map(row -> Arrays.stream(row).map(w -> w * factor).toArray())
            .toArray(double[][]::new);
    return new LinearSoftmax(scaled, Arrays.stream(biases).map(b -> b * factor).toArray());
  }

  /** The quality on samples of these features, {@code [sample][feature]}, and classes. */
  Quality quality(float[][] features, int[] classes) {
    double loss = 0;
    int right = 0;
    double[] logits = new double[biases.length];
    for (int i = 0; i < classes.length; i++) {
      for (int c = 0; c < logits.length; c++) {
        logits[c] = biases[c] + dot(weights[c], features[i]);
      }
      loss += logSumExp(logits) - logits[classes[i]];
      right += argMax(logits) == classes[i] ? 1 : 0;
    }
    return new Quality(loss / classes.length, (double) right / classes.length);
  }

  /** The weights in float32, {@code [class][feature]}. */
  Tensor kernel() {
    int width = weights[0].length;
    float[] values = new float[weights.length * width];
    for (int c = 0; c < weights.length; c++) {
      for (int j = 0; j < width; j++) {
        values[c * width + j] = (float) weights[c][j];
      }
    }
    return Tensor.of(values, weights.length, width);
  }

  /** The biases in float32. */
  Tensor bias() {
    float[] values = new float[biases.length];
    for (int c = 0; c < values.length; c++) {
      values[c] = (float) biases[c];
    }
    return Tensor.of(values, values.length);
  }

  private static double dot(double[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  static double logSumExp(double[] values) {
    double largest = values[argMax(values)];
    double sum = 0;
    for (double value : values) {
      sum += Math.exp(value - largest);
    }
    return largest + Math.log(sum);
  }

  private static int argMax(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return best;
  }
}
