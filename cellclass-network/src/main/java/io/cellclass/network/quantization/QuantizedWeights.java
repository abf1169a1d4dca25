package io.cellclass.network.quantization;

import io.cellclass.network.Tensor;

/**
 * The weights of a convolution or dense layer as whole numbers: for each filter its own distance
 * between levels, symmetric around zero, and a bias in the steps of the sums. Immutable and safe
 * for concurrent use.
 */
public final class QuantizedWeights {
  /** A bias takes at most a quarter of what 32 bits hold, and leaves the rest to the sums. */
  private static final double LARGEST_BIAS = 1 << 29;

  private final byte[] values;
  private final float[] steps;
  private final int[] bias;

  private QuantizedWeights(byte[] values, float[] steps, int[] bias) {
    this.values = values;
    this.steps = steps;
    this.bias = bias;
  }

  /**
   * Rounds weights.
   *
   * @param kernel the filters, outermost
   * @param bias a value for each filter
   * @param inputStep the distance between the levels of the layer's input
   * @param largest the largest level: 127, or 63 for processors whose products of bytes are added
   *     in pairs of 16 bits and would overflow
   * @throws IllegalArgumentException if there is not a bias for each filter, or the largest level
   *     is not from 1 to 127
   */
  public static QuantizedWeights of(Tensor kernel, Tensor bias, float inputStep, int largest) {
    int filters = kernel.shape().get(0);
    if (bias.size() != filters) {
      throw new IllegalArgumentException(
          "expected a bias for each of " + filters + " filters, found " + bias.size());
    }
    if (largest < 1 || largest > Byte.MAX_VALUE) {
      throw new IllegalArgumentException("a largest level must be from 1 to 127, not " + largest);
    }
    int length = kernel.size() / filters;
    byte[] values = new byte[kernel.size()];
    float[] steps = new float[filters];
    int[] biases = new int[filters];
    for (int filter = 0; filter < filters; filter++) {
      float step = step(kernel, filter * length, length, bias.get(filter), inputStep, largest);
      for (int i = filter * length; i < (filter + 1) * length; i++) {
        values[i] = (byte) Math.max(-largest, Math.min(largest, Math.rint(kernel.get(i) / step)));
      }
      steps[filter] = step;
      biases[filter] = (int) Math.rint(bias.get(filter) / ((double) inputStep * step));
    }
    return new QuantizedWeights(values, steps, biases);
  }

  /** Wide enough for the largest weight, and for the bias: a filter of zeros may have one. */
  private static float step(
      Tensor kernel, int start, int length, float bias, float inputStep, int largest) {
    float most = 0;
    for (int i = start; i < start + length; i++) {
      most = Math.max(most, Math.abs(kernel.get(i)));
    }
    double forBias = Math.abs((double) bias) / inputStep / LARGEST_BIAS;
    return (float) Math.max(Math.max((double) most / largest, forBias), Float.MIN_NORMAL);
  }

  /** A copy of the levels, in the order of the kernel. */
  public byte[] values() {
    return values.clone();
  }

  /** A copy of the distances between levels, one for each filter. */
  public float[] steps() {
    return steps.clone();
  }

  /** A copy of the biases, in steps of the input's step times the filter's. */
  public int[] bias() {
    return bias.clone();
  }
}
