package io.cellclass.dl4j;

import io.cellclass.network.Network;
import io.cellclass.network.Node;
import io.cellclass.network.ReferenceEngine;
import io.cellclass.network.Shape;
import io.cellclass.network.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The loss of a mini-batch by its definition, in double precision, and its derivatives by central
 * differences: the oracle for a {@link Learner}'s gradient.
 */
final class LossOracle {
  private final Minibatch batch;
  private final float[] input;

  LossOracle(Minibatch batch) {
    this.batch = batch;
    int length = batch.inputs().get(0).length;
    input = new float[batch.size() * length];
    for (int i = 0; i < batch.size(); i++) {
      System.arraycopy(batch.inputs().get(i), 0, input, i * length, length);
    }
  }

  /** The mean over images of weight times cross-entropy, with running statistics. */
  double loss(Network network) {
    return loss(probabilities(network));
  }

  private double loss(double[] probabilities) {
    int classes = probabilities.length / batch.size();
    double sum = 0;
    for (int image = 0; image < batch.size(); image++) {
      for (int c = 0; c < classes; c++) {
        sum -=
            batch.weights()[image]
                * batch.targets()[image][c]
                * Math.log(probabilities[image * classes + c]);
      }
    }
    return sum / batch.size();
  }

  /** The same with the mini-batch's own statistics in some of the batch normalisations. */
  double loss(Network network, Set<String> trained) {
    return loss(probabilities(network, new TrainingMode(network, trained)));
  }

  /** Gives batch normalisations the statistics of the values before them. */
  private static final class TrainingMode
      implements BiFunction<Node, Map<String, double[]>, Network> {
    private final Set<String> trained;
    private Network network;

    TrainingMode(Network network, Set<String> trained) {
      this.network = network;
      this.trained = trained;
    }

    @Override
    public Network apply(Node node, Map<String, double[]> before) {
      if (trained.contains(node.name())) {
        double[] values = Objects.requireNonNull(before.get(node.inputs().get(0)));
        network = with(network, statistics(node, values, network.shape(node.name())));
      }
      return network;
    }
  }

  private double[] probabilities(Network network, TrainingMode mode) {
    return Objects.requireNonNull(
        ReferenceEngine.run(network, input, batch.size(), mode).get(network.outputs().get(0)));
  }

  /** {@code [image][class]}, one row behind the other. */
  double[] probabilities(Network network) {
    return probabilities(network, new TrainingMode(network, Set.of()));
  }

  /**
   * The network with the mini-batch's own statistics in some of its batch normalisations, so that
   * with them it computes what training mode means.
   */
  Network withBatchStatistics(Network network, Set<String> trained) {
    TrainingMode mode = new TrainingMode(network, trained);
    probabilities(network, mode);
    return mode.network;
  }

  private static Map<String, Tensor> statistics(Node node, double[] values, Shape shape) {
    int channels = shape.channels();
    float[] mean = new float[channels];
    float[] variance = new float[channels];
    for (int c = 0; c < channels; c++) {
      double[] ofChannel = new double[values.length / channels];
      for (int i = 0; i < ofChannel.length; i++) {
        ofChannel[i] = values[i * channels + c];
      }
      double average = Arrays.stream(ofChannel).average().orElseThrow();
      mean[c] = (float) average;
      variance[c] =
          (float)
              Arrays.stream(ofChannel).map(v -> (v - average) * (v - average)).average().orElse(0);
    }
    return Map.of(
        node.weightName("mean"), Tensor.of(mean, channels),
        node.weightName("variance"), Tensor.of(variance, channels));
  }

  /** The network with some weights replaced. */
  static Network with(Network network, Map<String, Tensor> weights) {
    Map<String, Tensor> all = new HashMap<>(network.weights());
    all.putAll(weights);
    return Network.of(network.input(), network.nodes(), network.outputs(), all);
  }

  /**
   * The derivative of the loss with respect to a weight's value; none where the two sides disagree,
   * as at a kink of ReLU.
   *
   * @param middle {@link #loss(Network, Set)} of the network as it is
   * @param step about how far to go to either side
   * @param trained the batch normalisations in training mode
   * @param tolerance by how much the sides may disagree
   */
  OptionalDouble derivative(
      Network network,
      String weight,
      int position,
      double step,
      Set<String> trained,
      double middle,
      double tolerance) {
    float here = Objects.requireNonNull(network.weights().get(weight)).get(position);
    float below = (float) (here - step);
    float above = (float) (here + step);
    double low = lossAt(network, weight, position, below, trained);
    double high = lossAt(network, weight, position, above, trained);
    double left = (middle - low) / ((double) here - below);
    double right = (high - middle) / ((double) above - here);
    return Math.abs(left - right) < tolerance
        ? OptionalDouble.of((high - low) / ((double) above - below))
        : OptionalDouble.empty();
  }

  private double lossAt(
      Network network, String weight, int position, float value, Set<String> trained) {
    Tensor tensor = Objects.requireNonNull(network.weights().get(weight));
    float[] values = tensor.values();
    values[position] = value;
    Tensor moved = Tensor.of(values, tensor.shape().toArray());
    return loss(with(network, Map.of(weight, moved)), trained);
  }

  /** Images in a network's range, soft targets and weights that differ. */
  static Minibatch batch(Network network, int images, long seed) {
    Random random = new Random(seed);
    int classes = network.shape(network.outputs().get(0)).channels();
    float[][] targets = new float[images][classes];
    float[] weights = new float[images];
    List<float[]> inputs = new ArrayList<>();
    for (int image = 0; image < images; image++) {
      float[] values = new float[(int) network.input().size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = 2 * random.nextFloat() - 1;
      }
      inputs.add(values);
      Arrays.fill(targets[image], 0.1f / classes);
      targets[image][random.nextInt(classes)] += 0.9f;
      weights[image] = 0.5f + random.nextFloat();
    }
    return new Minibatch(inputs, targets, weights);
  }
}
