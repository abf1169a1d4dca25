package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.primitives.ImmutableIntArray;
import io.cellclass.network.Network;
import io.cellclass.network.Node;
import io.cellclass.network.Operation;
import io.cellclass.network.Operation.AveragePool;
import io.cellclass.network.Operation.Concatenation;
import io.cellclass.network.Operation.Convolution;
import io.cellclass.network.Operation.Dense;
import io.cellclass.network.Operation.Dropout;
import io.cellclass.network.Operation.GlobalAveragePool;
import io.cellclass.network.Operation.Relu;
import io.cellclass.network.Operation.Softmax;
import io.cellclass.network.Padding;
import io.cellclass.network.RandomNetworks;
import io.cellclass.network.ReferenceEngine;
import io.cellclass.network.Shape;
import io.cellclass.network.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The oracle computes the same networks by their definitions in double precision. */
class GraphCompilerTest {
  /** Of the largest value of an output: float32 in a dozen layers of short sums. */
  private static final double TOLERANCE = 1e-5;

  private static final int LARGEST_BATCH = 3;

  static IntStream seeds() {
    return IntStream.range(0, 40);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void stockLayersComputeWhatTheOperationsMean(int seed) {
    Network network = withHead(RandomNetworks.of(seed), seed);
    assertComputes(GraphCompiler.compile(network, false), network, seed);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void oneDnnComputesWhatTheOperationsMean(int seed) {
    assumeTrue(NativeLibrary.hasOneDnn());
    Network network = withHead(RandomNetworks.of(seed), seed);
    assertComputes(GraphCompiler.compile(network, true), network, seed);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void optimizedNetworksComputeWhatTheOriginalsDo(int seed) {
    Network network = withHead(RandomNetworks.of(seed), seed);
    assertComputes(GraphCompiler.compile(network), network, seed);
  }

  @Test
  void outputsThatFeedOtherNodesKeepTheirValues() {
    Shape input = new Shape(6, 5, 3);
    List<Node> nodes =
        List.of(
            node("a", new Convolution(4, 3, 3, 1, Padding.SAME, true, false), Network.INPUT),
            node("b", new Relu(), "a"),
            node("c", new Convolution(2, 1, 1, 1, Padding.SAME, true, true), "b"),
            node("d", new Concatenation(), "a", "c"),
            node("e", new GlobalAveragePool(), "d"),
            node("f", new Dense(3, false), "e"),
            node("g", new Softmax(), "f"));
    Network network =
        Network.of(input, nodes, List.of("f", "a", "g", "d"), weights(input, nodes, 1));
    assertComputes(GraphCompiler.compile(network, false), network, 1);
    assertComputes(GraphCompiler.compile(network), network, 1);
  }

  /** Deeplearning4j's activation layers would write over what other nodes still read. */
  @Test
  void anActivationLeavesItsInputToOtherReaders() {
    Shape input = new Shape(3, 3, 2);
    List<Node> nodes =
        List.of(
            node("relu", new Relu(), Network.INPUT),
            node("same", new Concatenation(), Network.INPUT),
            node("relu_of_same", new Relu(), "same"),
            node("dropped", new Dropout(0.5), "same"),
            node("relu_of_dropped", new Relu(), "dropped"),
            node("late", new AveragePool(1, 1, Padding.SAME), "same"),
            node("late_input", new GlobalAveragePool(), Network.INPUT),
            node("softmax", new Softmax(), "late_input"),
            node("later", new Dense(2, false), "late_input"));
    Network network =
        Network.of(
            input,
            nodes,
            List.of("relu", "relu_of_same", "relu_of_dropped", "late", "softmax", "later"),
            weights(input, nodes, 1));
    assertComputes(GraphCompiler.compile(network, false), network, 1);
    assertComputes(GraphCompiler.compile(network), network, 1);
  }

  @Test
  void nodesThatLeadNowhereAreLeftOut() {
    Shape input = new Shape(3, 3, 2);
    List<Node> nodes =
        List.of(
            node("a", new Relu(), Network.INPUT),
            node("dead", new Convolution(4, 3, 3, 1, Padding.SAME, true, false), "a"),
            node("b", new GlobalAveragePool(), "a"));
    Network network = Network.of(input, nodes, List.of("b"), weights(input, nodes, 1));
    ComputationGraph graph = GraphCompiler.compile(network);
    assertThat(graph.getConfiguration().getVertices()).doesNotContainKey("dead");
    assertComputes(graph, network, 1);
  }

  @Test
  void theGraphHasTheFastConvolutionWhereTheNativeLibraryHasOneDnn() {
    Network network = SmallModels.network();
    ComputationGraph graph = GraphCompiler.compile(network);
    try {
      assertThat(
              Arrays.stream(graph.getLayers())
                  .filter(layer -> layer instanceof OneDnnConvolutionLayer)
                  .count())
          .isEqualTo(NativeLibrary.hasOneDnn() ? convolutions(network.optimized()) : 0);
    } finally {
      graph.close();
    }
  }

  private static long convolutions(Network network) {
    return network.nodes().stream().filter(n -> n.operation() instanceof Convolution).count();
  }

  /** One graph takes batches of all sizes, and of the first size again. */
  private static void assertComputes(ComputationGraph graph, Network network, int seed) {
    try {
      for (int i = 0; i <= LARGEST_BATCH; i++) {
        int batch = 1 + (seed + i) % LARGEST_BATCH;
        assertComputes(
            graph, network, batch, RandomNetworks.input(network, batch, 100L * seed + i));
      }
    } finally {
      graph.close();
    }
  }

  private static void assertComputes(
      ComputationGraph graph, Network network, int batch, float[] input) {
    Shape shape = network.input();
    Map<String, double[]> expected = ReferenceEngine.run(network, input, batch);
    INDArray[] found =
        graph.output(
            false,
            Nd4j.createFromArray(input)
                .reshape(batch, shape.rows(), shape.columns(), shape.channels()));
    for (int i = 0; i < found.length; i++) {
      String name = network.outputs().get(i);
      assertClose(name, NativeArrays.floats(found[i]), expected.getOrDefault(name, new double[0]));
    }
  }

  private static void assertClose(String name, float[] found, double[] expected) {
    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    assertThat(found).as(name).hasSameSizeAs(expected);
    for (int i = 0; i < found.length; i++) {
      assertThat((double) found[i])
          .as("%s at %d", name, i)
          .isCloseTo(expected[i], Offset.offset(TOLERANCE * Math.max(1, largest)));
    }
  }

  /** Adds the operations on vectors, which the random networks lack. */
  private static Network withHead(Network body, int seed) {
    String last = body.nodes().get(body.nodes().size() - 1).name();
    List<Node> nodes = new ArrayList<>(body.nodes());
    nodes.add(node("pooled", new GlobalAveragePool(), last));
    nodes.add(node("seen", new GlobalAveragePool(), Network.INPUT));
    nodes.add(node("both", new Concatenation(), "pooled", "seen"));
    nodes.add(node("hidden", new Dense(4, true), "both"));
    nodes.add(node("dropped", new Dropout(0.5), "hidden"));
    nodes.add(node("logits", new Dense(3, false), "dropped"));
    nodes.add(node("softmax", new Softmax(), "logits"));
    List<String> outputs = new ArrayList<>(body.outputs());
    outputs.addAll(seed % 2 == 0 ? List.of("softmax") : List.of("softmax", "both", "hidden"));
    Map<String, Tensor> weights = weights(body.input(), nodes, seed);
    weights.putAll(body.weights());
    return Network.of(body.input(), nodes, outputs, weights);
  }

  private static Map<String, Tensor> weights(Shape input, List<Node> nodes, long seed) {
    Random random = new Random(seed);
    Map<String, Tensor> weights = new HashMap<>();
    Network.weightShapes(input, nodes)
        .forEach((name, shape) -> weights.put(name, weight(shape, random)));
    return weights;
  }

  private static Tensor weight(ImmutableIntArray shape, Random random) {
    float[] values = new float[shape.stream().reduce(1, Math::multiplyExact)];
    for (int i = 0; i < values.length; i++) {
      values[i] = 2 * random.nextFloat() - 1;
    }
    return Tensor.of(values, shape.toArray());
  }

  private static Node node(String name, Operation operation, String... inputs) {
    return new Node(name, operation, List.of(inputs));
  }
}
