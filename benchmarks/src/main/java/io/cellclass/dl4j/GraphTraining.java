package io.cellclass.dl4j;

import io.cellclass.network.Network;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Steps of a training by the graph alone: a door for benchmarks to what cellclass-dl4j keeps to
 * itself, which is why it lies in its package.
 */
public final class GraphTraining implements AutoCloseable {
  private final Dl4jThread thread = new Dl4jThread();
  private final NetworkLearner learner;
  private final Minibatch batch;

  /**
   * Compiles a network.
   *
   * @param network ends in a dense layer and a softmax
   * @param blocks how many of its last Inception blocks are trained beside the head
   * @param images for each image its {@code [row][column][channel]} values
   * @throws IllegalArgumentException if the network ends in something else, or there are no blocks
   *     to train
   */
  public GraphTraining(Network network, int blocks, List<float[]> images) {
    int classes = network.shape(network.outputs().get(0)).channels();
    float[][] targets = new float[images.size()][classes];
    float[] weights = new float[images.size()];
    for (int i = 0; i < weights.length; i++) {
      targets[i][i % classes] = 1;
      weights[i] = 1;
    }
    batch = new Minibatch(images, targets, weights);
    NetworkLearner compiled = null;
    try {
      compiled =
          thread.run(
              () ->
                  new NetworkLearner(
                      network, NetworkLearner.boundaryBefore(blocks, network), false));
    } finally {
      if (compiled == null) {
        thread.close();
      }
    }
    learner = compiled;
  }

  /** A forward and a backward pass; the loss. Weights stay as they are. */
  public double step() {
    return thread.run(() -> learner.learn(batch, RandomGenerator.of("L64X128MixRandom")));
  }

  /** A forward pass without training; the probabilities of all images. */
  public float[][] forward() {
    return thread.run(() -> learner.probabilities(batch.inputs()));
  }

  /** Frees the network. */
  @Override
  public void close() {
    thread.close(learner::close);
  }
}
