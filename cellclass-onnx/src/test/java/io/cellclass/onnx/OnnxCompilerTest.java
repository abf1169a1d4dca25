package io.cellclass.onnx;

import static io.cellclass.onnx.SmallModels.node;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.GraphProto;
import io.cellclass.network.EngineThread;
import io.cellclass.network.Network;
import io.cellclass.network.Node;
import io.cellclass.network.Operation.Concatenation;
import io.cellclass.network.Operation.Convolution;
import io.cellclass.network.Operation.Dense;
import io.cellclass.network.Operation.Dropout;
import io.cellclass.network.Operation.GlobalAveragePool;
import io.cellclass.network.Operation.MaxPool;
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
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The oracle computes the same networks by their definitions in double precision. */
class OnnxCompilerTest {
  /** Of the largest value of an output: float32 in a dozen layers of short sums. */
  private static final double TOLERANCE = 1e-5;

  private static final int LARGEST_BATCH = 3;

  static IntStream seeds() {
    return IntStream.range(0, 80);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void graphsComputeWhatTheOperationsMean(int seed) throws Exception {
    assertComputes(withHead(RandomNetworks.of(seed), seed), seed);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void optimizedGraphsComputeWhatTheOriginalsDo(int seed) throws Exception {
    Network network = withHead(RandomNetworks.of(seed), seed);
    assertComputes(network, network.optimized(), seed);
  }

  /** A vector that was flattened is a feature map again for what works on these. */
  @Test
  void vectorsAreMapsOfOneRowAndColumn() throws Exception {
    Shape input = new Shape(4, 4, 3);
    List<Node> nodes =
        List.of(
            node("pooled", new GlobalAveragePool(), Network.INPUT),
            node("dense", new Dense(5, true), "pooled"),
            node("convolution", new Convolution(4, 1, 1, 1, Padding.SAME, true, true), "dense"),
            node("maximum", new MaxPool(1, 1, Padding.VALID), "dense"),
            node("all", new Concatenation(), "convolution", "dense", "maximum", "pooled"),
            node("again", new GlobalAveragePool(), "all"),
            node("softmax", new Softmax(), "again"));
    assertComputes(
        Network.of(input, nodes, List.of("softmax", "maximum", "all"), weights(input, nodes)), 1);
  }

  @Test
  void aNodeMayHaveTheNameOfTheOutput() throws Exception {
    Shape input = new Shape(3, 3, 2);
    List<Node> nodes =
        List.of(
            node("probabilities", new GlobalAveragePool(), Network.INPUT),
            node("logits", new Dense(2, false), "probabilities"),
            node("softmax", new Softmax(), "logits"));
    Network network = Network.of(input, nodes, List.of("softmax"), weights(input, nodes));
    float[] values = RandomNetworks.input(network, 1, 1);
    double[] expected =
        ReferenceEngine.run(network, values, 1).getOrDefault("softmax", new double[0]);
    GraphProto graph = OnnxCompiler.compile(network);
    try (OnnxRunner runner = runner(graph, input, List.of("probabilities"))) {
      assertClose("probabilities", run(runner, List.of(values)).get(0)[0], expected);
    }
  }

  private static void assertComputes(Network network, int seed) throws Exception {
    assertComputes(network, network, seed);
  }

  /** One session takes batches of all sizes, and of the first size again. */
  private static void assertComputes(Network network, Network compiled, int seed) throws Exception {
    GraphProto graph = OnnxCompiler.compileWithNames(compiled);
    try (OnnxRunner runner = runner(graph, network.input(), network.outputs())) {
      for (int i = 0; i <= LARGEST_BATCH; i++) {
        int batch = 1 + (seed + i) % LARGEST_BATCH;
        List<float[]> inputs = new ArrayList<>();
        for (int n = 0; n < batch; n++) {
          inputs.add(RandomNetworks.input(network, 1, 100L * seed + 10L * i + n));
        }
        List<float[][]> found = run(runner, inputs);
        for (int n = 0; n < batch; n++) {
          assertOutputs(network, inputs.get(n), found.get(n));
        }
      }
    }
  }

  private static void assertOutputs(Network network, float[] input, float[][] found) {
    Map<String, double[]> expected = ReferenceEngine.run(network, input, 1);
    for (int i = 0; i < found.length; i++) {
      String name = network.outputs().get(i);
      double[] values = expected.getOrDefault(name, new double[0]);
      assertClose(name, channelsLast(found[i], network.shape(name)), values);
    }
  }

  private static float[] channelsLast(float[] values, Shape shape) {
    float[] result = new float[values.length];
    int places = shape.rows() * shape.columns();
    for (int i = 0; i < values.length; i++) {
      result[i % places * shape.channels() + i / places] = values[i];
    }
    return result;
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

  static List<float[][]> run(OnnxRunner runner, List<float[]> inputs) {
    return EngineThread.await(runner.submit(inputs));
  }

  static OnnxRunner runner(GraphProto graph, Shape input, List<String> outputs) throws Exception {
    byte[] model = OnnxFile.model(graph).build().toByteArray();
    OnnxOptions options = OnnxOptions.cpu().withThreads(1).withBatchSize(LARGEST_BATCH);
    return new OnnxRunner(model, input, outputs, options);
  }

  /** Adds the operations on vectors, which the random networks lack. */
  static Network withHead(Network body, int seed) {
    String last = body.nodes().get(body.nodes().size() - 1).name();
    List<Node> nodes = new ArrayList<>(body.nodes());
    nodes.add(node("pooled", new GlobalAveragePool(), last));
    nodes.add(node("seen", new GlobalAveragePool(), Network.INPUT));
    nodes.add(node("both", new Concatenation(), "pooled", "seen"));
    nodes.add(node("hidden", new Dense(4, true), "both"));
    nodes.add(node("dropped", new Dropout(0.5), "hidden"));
    nodes.add(node("rectified", new Relu(), "dropped"));
    nodes.add(node("logits", new Dense(3, false), "rectified"));
    nodes.add(node("softmax", new Softmax(), "logits"));
    List<String> outputs = new ArrayList<>(body.outputs());
    outputs.addAll(seed % 2 == 0 ? List.of("softmax") : List.of("softmax", "both", "hidden"));
    Map<String, Tensor> weights = weights(body.input(), nodes);
    weights.putAll(body.weights());
    return Network.of(body.input(), nodes, outputs, weights);
  }

  private static Map<String, Tensor> weights(Shape input, List<Node> nodes) {
    Map<String, Tensor> weights = new HashMap<>();
    Network.weightShapes(input, nodes)
        .forEach((name, shape) -> weights.put(name, SmallModels.random(0.5, shape.toArray())));
    return weights;
  }
}
