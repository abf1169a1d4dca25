package io.cellclass.onnx;

import static io.cellclass.onnx.SmallModels.node;
import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.network.Network;
import io.cellclass.network.Node;
import io.cellclass.network.Operation.AveragePool;
import io.cellclass.network.Operation.Concatenation;
import io.cellclass.network.Operation.Convolution;
import io.cellclass.network.Operation.GlobalAveragePool;
import io.cellclass.network.Operation.MaxPool;
import io.cellclass.network.Operation.Relu;
import io.cellclass.network.Padding;
import io.cellclass.network.RandomNetworks;
import io.cellclass.network.ReferenceEngine;
import io.cellclass.network.Shape;
import io.cellclass.network.Tensor;
import io.cellclass.network.quantization.CalibrationRanges;
import io.cellclass.network.quantization.QuantizedRange;
import io.cellclass.network.quantization.RangeRecorder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QuantizationPlanTest {
  /**
   * The largest error of a probability, of networks whose few values do not average out. With zero
   * points that are off by eight levels, some exceed it.
   */
  private static final double TOLERANCE = 0.06;

  static IntStream seeds() {
    return IntStream.range(0, 60);
  }

  /** The oracle computes the network by its definitions, and gives the ranges. */
  @ParameterizedTest
  @MethodSource("seeds")
  void quantizedNetworksStayCloseToTheOriginals(int seed) throws Exception {
    Network all = OnnxCompilerTest.withHead(RandomNetworks.of(seed), seed);
    Network network = Network.of(all.input(), all.nodes(), List.of("softmax"), all.weights());
    Network optimized = network.optimized();
    QuantizationPlan plan = QuantizationPlan.of(optimized, ranges(optimized));
    List<float[]> inputs = inputs(network, 8);
    try (OnnxRunner runner =
        OnnxCompilerTest.runner(
            OnnxCompiler.compile(optimized, plan), network.input(), List.of("probabilities"))) {
      for (float[] input : inputs) {
        double[] expected =
            ReferenceEngine.run(network, input, 1).getOrDefault("softmax", new double[0]);
        float[] found = OnnxCompilerTest.run(runner, List.of(input)).get(0)[0];
        for (int i = 0; i < expected.length; i++) {
          assertThat(Math.abs(found[i] - expected[i])).isLessThan(TOLERANCE);
        }
      }
    }
  }

  @Test
  void whatConvolutionsReadAndGiveIsQuantizedAndWhatTheHeadReadsIsNot() {
    Shape input = new Shape(8, 8, 3);
    List<Node> nodes =
        List.of(
            node("stem", new Convolution(4, 3, 3, 1, Padding.SAME, true, true), Network.INPUT),
            node("pool", new MaxPool(3, 1, Padding.SAME), "stem"),
            node("reduced", new Convolution(2, 1, 1, 1, Padding.SAME, true, false), "stem"),
            node("mean", new AveragePool(3, 1, Padding.SAME), "reduced"),
            node("rectified", new Relu(), "mean"),
            node("block", new Concatenation(), "pool", "rectified"),
            node("last", new Convolution(4, 1, 1, 1, Padding.SAME, true, true), "block"),
            node("top", new Concatenation(), "last", "block"),
            node("pooled", new GlobalAveragePool(), "top"));
    Map<String, Tensor> weights = new HashMap<>();
    Network.weightShapes(input, nodes)
        .forEach((name, shape) -> weights.put(name, SmallModels.random(0.5, shape.toArray())));
    Network network = Network.of(input, nodes, List.of("pooled"), weights);
    Map<String, QuantizedRange> ranges = new HashMap<>();
    ranges.put(Network.INPUT, new QuantizedRange(-1, 1));
    nodes.forEach(node -> ranges.put(node.name(), new QuantizedRange(0, 1 + ranges.size())));
    QuantizationPlan plan = QuantizationPlan.of(network, CalibrationRanges.of(ranges));

    List<String> quantized = new ArrayList<>(ranges.keySet());
    quantized.removeIf(name -> !plan.quantizes(name));
    assertThat(quantized)
        .containsExactlyInAnyOrder(
            "input", "stem", "pool", "reduced", "rectified", "block", "last");
    QuantizedRange shared = plan.range("block");
    assertThat(List.of(plan.range("stem"), plan.range("pool"), plan.range("rectified")))
        .containsOnly(shared);
    assertThat(plan.range("reduced")).isEqualTo(ranges.get("reduced"));
    assertThat(plan.range("last")).isEqualTo(ranges.get("last"));
  }

  private static CalibrationRanges ranges(Network network) {
    RangeRecorder recorder = new RangeRecorder();
    for (float[] input : inputs(network, 8)) {
      ReferenceEngine.run(network, input, 1)
          .forEach((name, values) -> recorder.record(name, floats(values)));
    }
    return recorder.ranges(1);
  }

  private static List<float[]> inputs(Network network, int count) {
    List<float[]> inputs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      inputs.add(RandomNetworks.input(network, 1, i));
    }
    return inputs;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
