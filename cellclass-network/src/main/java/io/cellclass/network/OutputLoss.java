package io.cellclass.network;

/** A loss as a function of a network's output for a mini-batch. */
@FunctionalInterface
public interface OutputLoss {
  /**
   * The loss, and its derivatives.
   *
   * @param output the output of all images, {@code [image][row][column][channel]}
   * @param derivatives receives the derivative with respect to each value; zeros before
   */
  double of(float[] output, float[] derivatives);
}
