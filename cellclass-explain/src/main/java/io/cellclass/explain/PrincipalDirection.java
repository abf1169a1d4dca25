package io.cellclass.explain;

import io.cellclass.Layer;
import io.cellclass.Trace;
import java.util.Arrays;

/**
 * The direction in the space of a layer's channels along which its places differ most from zero:
 * the first right singular vector of the activations, by power iteration.
 */
final class PrincipalDirection {
  private static final int MOST_STEPS = 200;
  private static final double SETTLED = 1e-9;

  private PrincipalDirection() {}

  /**
   * A vector of length 1 over which the sum of all places is not negative; zeros if all are zero.
   */
  static double[] of(Trace trace) {
    // Activations behind ReLU are not negative: their sum is no bad guess, and a fixed one.
    double[] vector = normalised(sums(trace));
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] next = normalised(product(trace, vector));
      double change = 0;
      for (int i = 0; i < next.length; i++) {
        change = Math.max(change, Math.abs(next[i] - vector[i]));
      }
      vector = next;
      if (change < SETTLED) {
        break;
      }
    }
    return turned(vector, sums(trace));
  }

  private static double[] turned(double[] vector, double[] sums) {
    double total = 0;
    for (int i = 0; i < vector.length; i++) {
      total += vector[i] * sums[i];
    }
    double sign = total < 0 ? -1 : 1;
    return Arrays.stream(vector).map(value -> sign * value).toArray();
  }

  private static double[] sums(Trace trace) {
    Layer layer = trace.layer();
    double[] sums = new double[layer.channels()];
    for (int row = 0; row < layer.rows(); row++) {
      for (int column = 0; column < layer.columns(); column++) {
        for (int channel = 0; channel < sums.length; channel++) {
          sums[channel] += trace.activation(row, column, channel);
        }
      }
    }
    return sums;
  }

  /** The transposed activations times the activations times a vector. */
  private static double[] product(Trace trace, double[] vector) {
    Layer layer = trace.layer();
    double[] result = new double[vector.length];
    for (int row = 0; row < layer.rows(); row++) {
      for (int column = 0; column < layer.columns(); column++) {
        double along = 0;
        for (int channel = 0; channel < vector.length; channel++) {
          along += trace.activation(row, column, channel) * vector[channel];
        }
        for (int channel = 0; channel < vector.length; channel++) {
          result[channel] += along * trace.activation(row, column, channel);
        }
      }
    }
    return result;
  }

  private static double[] normalised(double[] vector) {
    double length = Math.sqrt(Arrays.stream(vector).map(value -> value * value).sum());
    return length == 0 ? vector : Arrays.stream(vector).map(value -> value / length).toArray();
  }
}
