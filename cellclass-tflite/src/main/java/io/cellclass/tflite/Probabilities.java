package io.cellclass.tflite;

/** What is left to do to the numbers that a softmax gave. */
final class Probabilities {
  private Probabilities() {}

  /**
   * In place: at most 1 each, and with the sum 1 where rounding to 256ths has moved it.
   *
   * @return the same array
   */
  static float[] whole(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    boolean rounded = sum > 0 && Math.abs(sum - 1) > 1e-5;
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.min(1, rounded ? (float) (values[i] / sum) : values[i]);
    }
    return values;
  }
}
