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

  private static final int LARGEST_LEVEL = Byte.MAX_VALUE;

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
   * @throws IllegalArgumentException if there is not a bias for each filter
   */
  public static QuantizedWeights of(Tensor kernel, Tensor bias, float inputStep) {
    return ofPairs(kernel, bias, inputStep, 2 * LARGEST_LEVEL);
  }

  /**
   * Rounds weights for processors that add the products of two neighbouring bytes in 16 bits: with
   * inputs up to 255, levels of two neighbours that sum to 128 at most keep them from overflowing.
   * Few filters need wider steps for that.
   *
   * @param kernel the filters, outermost; neighbours are those in the order {@code
   *     [row][column][channel]}
   * @param bias a value for each filter
   * @param inputStep the distance between the levels of the layer's input
   * @param largestPair what the levels of two neighbours sum to at most, from 2 to 254
   * @throws IllegalArgumentException if there is not a bias for each filter, or the sum is out of
   *     range
   */
  public static QuantizedWeights ofPairs(
      Tensor kernel, Tensor bias, float inputStep, int largestPair) {
    int filters = kernel.shape().get(0);
    if (bias.size() != filters) {
      throw new IllegalArgumentException(
          "expected a bias for each of " + filters + " filters, found " + bias.size());
    }
    if (largestPair < 2 || largestPair > 2 * LARGEST_LEVEL) {
      throw new IllegalArgumentException(
          "a largest sum of levels must be from 2 to 254, not " + largestPair);
    }
    int length = kernel.size() / filters;
    byte[] values = new byte[kernel.size()];
    float[] steps = new float[filters];
    int[] biases = new int[filters];
    for (int filter = 0; filter < filters; filter++) {
      float step = step(kernel, filter, largestPair);
      // Wide enough for the bias, too: a filter of zeros may have one.
      double forBias = Math.abs((double) bias.get(filter)) / inputStep / LARGEST_BIAS;
      step = Math.max(step, (float) forBias);
      for (int i = filter * length; i < (filter + 1) * length; i++) {
        values[i] = (byte) Math.rint(kernel.get(i) / step);
      }
      steps[filter] = step;
      biases[filter] = (int) Math.rint(bias.get(filter) / ((double) inputStep * step));
    }
    return new QuantizedWeights(values, steps, biases);
  }

  private static float step(Tensor kernel, int filter, int largestPair) {
    int length = kernel.size() / kernel.shape().get(0);
    int channels = kernel.shape().length() > 1 ? kernel.shape().get(1) : 1;
    int places = length / channels;
    float largest = 0;
    float pair = 0;
    float before = 0;
    for (int i = 0; i < length; i++) {
      float weight = kernel.get(filter * length + i % channels * places + i / channels);
      largest = Math.max(largest, Math.abs(weight));
      pair = Math.max(pair, Math.abs(before + weight));
      before = weight;
    }
    // One less, as both neighbours may be rounded up.
    double step = Math.max((double) largest / LARGEST_LEVEL, (double) pair / (largestPair - 1));
    return Math.max((float) step, Float.MIN_NORMAL);
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
