package io.cellclass.dl4j;

import io.cellclass.network.Tensor;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A network while it is trained, as the training loop sees it: a row of parameters, and the
 * gradient of the loss of a mini-batch with respect to them. It takes no steps of its own. All
 * calls on one {@link Dl4jThread}.
 */
interface Learner extends Descendable, AutoCloseable {
  /**
   * Computes the gradient of a mini-batch's loss: the mean over images of weight times
   * cross-entropy with the target, in training mode.
   *
   * @param random the chance of dropout in this step
   * @return the loss in nats
   */
  double learn(Minibatch batch, RandomGenerator random);

  /**
   * The probabilities of the classes that the last {@link #learn} computed, in training mode,
   * {@code [image][class]}.
   */
  float[][] learnt();

  /**
   * The probabilities of the classes, {@code [image][class]}, without dropout.
   *
   * @param inputs for each image what {@link Minibatch#inputs()} has; any number
   */
  float[][] probabilities(List<float[]> inputs);

  /** A copy of all parameters by the names that they have in the trained {@code Network}. */
  Map<String, Tensor> weights();

  @Override
  void close();
}
