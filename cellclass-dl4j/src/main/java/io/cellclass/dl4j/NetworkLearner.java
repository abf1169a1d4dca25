package io.cellclass.dl4j;

import com.google.common.collect.Lists;
import io.cellclass.network.Network;
import io.cellclass.network.Shape;
import io.cellclass.network.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network of which the part behind a boundary is trained, and the part before it runs as it is.
 *
 * <p>Batch normalisation either keeps its statistics, and is folded into the convolutions of the
 * trained part (its kernels and biases are what is learnt), or normalises by those of the
 * mini-batch in {@link #learn} and lets the running ones follow. The same calls give the same bits.
 */
final class NetworkLearner implements Learner {
  private final NetworkSplit split;
  private final Shape shape;
  private final @Nullable ComputationGraph frozen;
  private final TrainableGraph graph;
  private final NetworkParameters names;
  private final INDArray parameters;
  private final INDArray gradient;
  private @Nullable RandomGenerator random;
  private float[][] learnt = {};

  /**
   * Compiles a network, on the thread of all calls.
   *
   * @param network ends in a dense layer without ReLU and a softmax, its only output
   * @param boundary the value up to which everything is frozen, such as {@code "mixed2"}; {@link
   *     Network#INPUT} to train all
   * @param updatesStatistics whether batch normalisation in the trained part follows the
   *     mini-batches
   * @throws IllegalArgumentException if the network ends in something else, has no such node, or
   *     has nothing to train behind it
   */
  NetworkLearner(Network network, String boundary, boolean updatesStatistics) {
    this(network, boundary, updatesStatistics, NativeLibrary.hasOneDnn());
  }

  /** The same, with the trained part on oneDNN or on stock layers. */
  NetworkLearner(Network network, String boundary, boolean updatesStatistics, boolean oneDnn) {
    this(
        NetworkSplit.of(network, boundary, !updatesStatistics),
        new CompiledParts(updatesStatistics, oneDnn));
  }

  /** The same for a network that is cut already. */
  NetworkLearner(NetworkSplit split, Parts parts) {
    this.split = split;
    shape = split.trainable().input();
    Optional<Network> before = split.frozen();
    ComputationGraph compiled = before.isPresent() ? parts.frozen(before.get()) : null;
    TrainableGraph behind = null;
    boolean whole = false;
    try {
      behind = parts.trained(split, () -> Objects.requireNonNull(random));
      names = new NetworkParameters(split.trainable(), split.trained(), behind);
      parameters = behind.params();
      gradient = behind.flatGradient();
      whole = true;
    } finally {
      if (!whole) {
        close(behind, compiled);
      }
    }
    frozen = compiled;
    graph = behind;
  }

  /** Makes the graphs of the two parts of a network. */
  interface Parts {
    ComputationGraph frozen(Network part);

    TrainableGraph trained(NetworkSplit split, Supplier<RandomGenerator> chance);
  }

  private record CompiledParts(boolean updatesStatistics, boolean oneDnn) implements Parts {
    @Override
    public ComputationGraph frozen(Network part) {
      return GraphCompiler.compile(part);
    }

    @Override
    public TrainableGraph trained(NetworkSplit split, Supplier<RandomGenerator> chance) {
      return GraphCompiler.compileTrainable(
          split.trainable(),
          split.given(),
          split.trained(),
          split.logits(),
          oneDnn,
          new GraphCompiler.Training(chance, updatesStatistics ? TrainableNormalization.DECAY : 1));
    }
  }

  /**
   * The boundary in front of the last blocks of InceptionV3 that a network has: {@link
   * Network#INPUT} if it has no more.
   *
   * @throws IllegalArgumentException if the number is not positive
   */
  static String boundaryBefore(int blocks, Network network) {
    return NetworkSplit.boundaryBefore(blocks, network);
  }

  @Override
  public INDArray parameters() {
    return parameters;
  }

  @Override
  public INDArray gradient() {
    return gradient;
  }

  @Override
  public List<ParameterRange> ranges() {
    return names.ranges();
  }

  @Override
  public double learn(Minibatch batch, RandomGenerator random) {
    this.random = random;
    try (Given given = given(batch.inputs())) {
      WeightedCrossEntropy loss = new WeightedCrossEntropy(batch.targets(), batch.weights());
      return graph.learn(
          given.values(),
          (logits, derivatives) -> {
            learnt = probabilities(logits, batch.size());
            return loss.of(logits, derivatives);
          });
    }
  }

  @Override
  public float[][] probabilities(List<float[]> inputs) {
    List<float[]> result = new ArrayList<>(inputs.size());
    for (List<float[]> batch : Lists.partition(inputs, NetworkRunner.LARGEST_BATCH)) {
      try (Given given = given(batch);
          INDArray output = graph.outputSingle(false, given.values())) {
        result.addAll(Arrays.asList(probabilities(NativeArrays.floats(output), batch.size())));
      }
    }
    return result.toArray(float[][]::new);
  }

  private static float[][] probabilities(float[] logits, int images) {
    int classes = logits.length / images;
    float[][] probabilities = new float[images][];
    for (int i = 0; i < images; i++) {
      probabilities[i] = WeightedCrossEntropy.softmax(logits, i * classes, classes);
    }
    return probabilities;
  }

  @Override
  public float[][] learnt() {
    return learnt;
  }

  /**
   * What the trained part is given for some images.
   *
   * @param input the images
   * @param values of which some can lie in the memory of the images: all are freed together
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
  private record Given(INDArray input, INDArray[] values) implements AutoCloseable {
    @Override
    public void close() {
      Arrays.stream(values).forEach(INDArray::close);
      input.close();
    }
  }

  private Given given(List<float[]> images) {
    INDArray input = NetworkRunner.batch(shape, images);
    if (frozen == null) {
      return new Given(input, new INDArray[] {input});
    }
    Given given = null;
    try {
      INDArray[] computed = frozen.output(false, input);
      List<String> names = split.given();
      INDArray[] values = new INDArray[names.size()];
      int next = 0;
      for (int i = 0; i < values.length; i++) {
        values[i] = names.get(i).equals(Network.INPUT) ? input : computed[next++];
      }
      given = new Given(input, values);
      return given;
    } finally {
      if (given == null) {
        input.close();
      }
    }
  }

  @Override
  public Map<String, Tensor> weights() {
    return names.weights();
  }

  /**
   * The trained network: the frozen part as it was, and the trained part in the form in which it
   * was trained. Uses nothing of the graph: for any thread, after {@link #close()} too.
   *
   * @param weights what {@link #weights()} gave
   */
  Network network(Map<String, Tensor> weights) {
    return split.with(weights);
  }

  @Override
  public void close() {
    close(graph, frozen);
  }

  private static void close(@Nullable ComputationGraph... graphs) {
    for (ComputationGraph graph : graphs) {
      if (graph != null) {
        graph.close();
      }
    }
  }
}
