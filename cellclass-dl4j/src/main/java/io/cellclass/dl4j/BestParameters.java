package io.cellclass.dl4j;

import io.cellclass.network.Tensor;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The best parameters of a training so far, beside those that are learnt. All calls on the
 * learner's thread.
 */
final class BestParameters implements AutoCloseable {
  private final INDArray parameters;
  private final INDArray best;

  /** At first the parameters as they are. */
  BestParameters(INDArray parameters) {
    this.parameters = parameters;
    this.best = parameters.dup();
  }

  /** Keeps the parameters of now instead. */
  void keep() {
    best.assign(parameters);
  }

  /** Makes the parameters the best again. */
  void restore() {
    parameters.assign(best);
  }

  Tensor copy() {
    return Rows.copy(best);
  }

  /**
   * Keeps others.
   *
   * @throws IllegalArgumentException if they are not as many
   */
  void set(Tensor values) {
    Rows.set(best, "the best parameters", values);
  }

  @Override
  public void close() {
    best.close();
  }
}
