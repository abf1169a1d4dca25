package io.cellclass.network;

/** What a window does at the border of a feature map, as TensorFlow defines it. */
public enum Padding {
  /**
   * Zeros are added so that the output has {@code ceil(input / stride)} rows; the odd one at the
   * end.
   */
  SAME,
  /** Only windows that lie wholly inside count. */
  VALID;

  /**
   * The length of the output.
   *
   * @throws IllegalArgumentException if no window fits
   */
  int outputLength(int input, int window, int stride) {
    if (this == SAME) {
      return (input + stride - 1) / stride;
    }
    if (input < window) {
      throw new IllegalArgumentException("a window of " + window + " does not fit into " + input);
    }
    return (input - window) / stride + 1;
  }

  /** How many zeros stand before the first value. */
  int before(int input, int window, int stride) {
    if (this == VALID) {
      return 0;
    }
    return Math.max((outputLength(input, window, stride) - 1) * stride + window - input, 0) / 2;
  }
}
