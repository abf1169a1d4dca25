package io.cellclass.network;

import java.util.List;
import java.util.Map;

/**
 * A network all of whose weights are being trained by Adam (Kingma and Ba 2015). Batch
 * normalisation uses the statistics of the mini-batch in a step, and the running ones, which
 * follow, otherwise. Safe for concurrent use; the same steps give the same weights on the same kind
 * of machine.
 */
public interface TrainingSession extends AutoCloseable {
  /**
   * Takes a step down the gradient of a loss.
   *
   * @param inputs for each image its {@code [row][column][channel]} values
   * @param loss the loss of the output for these images, in their order
   * @param learningRate the length of the step
   * @return the loss before the step
   * @throws IllegalStateException after {@link #close()}
   */
  double step(List<float[]> inputs, OutputLoss loss, double learningRate);

  /**
   * The output for images as the trained network computes it.
   *
   * @return for each image its {@code [row][column][channel]} values
   * @throws IllegalStateException after {@link #close()}
   */
  List<float[]> run(List<float[]> inputs);

  /** The network with the weights that it has now. */
  Network network();

  /** A copy of all that the next step depends on. */
  Map<String, Tensor> state();

  /**
   * Goes on from a state of the same network.
   *
   * @throws IllegalArgumentException if it is of another
   */
  void restore(Map<String, Tensor> state);

  /** Frees the memory. Closing twice does nothing. */
  @Override
  void close();
}
