package io.cellclass.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.network.Operation.AveragePool;
import io.cellclass.network.Operation.BatchNormalization;
import io.cellclass.network.Operation.Convolution;
import io.cellclass.network.Operation.Relu;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class NetworkRewriteTest {
  /**
   * Of an output's largest value, or of 1: what rounding the folded weights to float32 may change.
   */
  private static final double TOLERANCE = 1e-5;

  private static final Shape INPUT = new Shape(4, 4, 3);

  @Property(tries = 500)
  void foldingLeavesOutputsAsTheyAre(@ForAll long seed) {
    Network network = RandomNetworks.of(seed);
    assertSameOutputs(network, BatchNormFolding.apply(network), seed);
  }

  @Property(tries = 500)
  void poolRewriteLeavesOutputsAsTheyAre(@ForAll long seed) {
    Network network = RandomNetworks.of(seed);
    assertSameOutputs(network, PoolRewrite.apply(network), seed);
  }

  @Property(tries = 500)
  void optimizingTwiceLeavesOutputsAsTheyAre(@ForAll long seed) {
    Network network = RandomNetworks.of(seed);
    assertSameOutputs(network, network.optimized().optimized(), seed);
  }

  @Test
  void optimizedInceptionGivesTheSameBlocks() {
    Network network = RandomInception.network(InceptionV3.SMALLEST_SIZE).upTo(InceptionV3.BLOCKS);
    Network optimized = network.optimized();
    assertThat(count(optimized, Convolution.class)).isEqualTo(InceptionV3.CONVOLUTIONS);
    assertThat(count(optimized, BatchNormalization.class)).isZero();
    // One for each pool branch, where the pool now stands between the convolution and its ReLU.
    assertThat(count(optimized, Relu.class)).isEqualTo(9);
    assertThat(count(optimized, AveragePool.class)).isEqualTo(9);
    assertSameOutputs(network, optimized, 1);
  }

  @Test
  void foldedConvolutionTakesTheNameOfTheLastNode() {
    Network folded = BatchNormFolding.apply(block(List.of("relu")));
    assertThat(folded.nodes())
        .containsExactly(
            new Node(
                "relu",
                new Convolution(2, 1, 1, 1, Padding.SAME, true, true),
                List.of(Network.INPUT)));
  }

  @Test
  void valueThatIsAnOutputIsNotFoldedAway() {
    Network convolution = block(List.of("conv", "relu"));
    assertThat(BatchNormFolding.apply(convolution).nodes()).isEqualTo(convolution.nodes());
    Network normalized = BatchNormFolding.apply(block(List.of("norm", "relu")));
    assertThat(normalized.nodes().stream().map(Node::name)).containsExactly("norm", "relu");
  }

  @Test
  void poolStaysBeforeAConvolutionThatWidens() {
    Node pool = new Node("pool", new AveragePool(3, 1, Padding.SAME), List.of(Network.INPUT));
    Node wide =
        new Node("wide", new Convolution(4, 1, 1, 1, Padding.SAME, false, false), List.of("pool"));
    Network network = network(List.of(pool, wide), List.of("wide"));
    assertThat(PoolRewrite.apply(network).nodes()).isEqualTo(network.nodes());
  }

  @Test
  void namesThatAreTakenAreNotInventedAgain() {
    Node before = new Node("narrow_before_pool", new Relu(), List.of(Network.INPUT));
    Node pool = new Node("pool", new AveragePool(3, 1, Padding.SAME), List.of(before.name()));
    Node narrow =
        new Node("narrow", new Convolution(2, 1, 1, 1, Padding.SAME, true, true), List.of("pool"));
    Node after = new Node("narrow_pooled", new Relu(), List.of("narrow"));
    Network network = network(List.of(before, pool, narrow, after), List.of(after.name()));
    Network optimized = network.optimized();
    assertThat(optimized.nodes().stream().map(Node::name))
        .containsExactly(
            "narrow_before_pool",
            "narrow_before_pool_",
            "narrow_pooled_",
            "narrow",
            "narrow_pooled");
    assertSameOutputs(network, optimized, 1);
  }

  private static Network block(List<String> outputs) {
    Node conv =
        new Node(
            "conv",
            new Convolution(2, 1, 1, 1, Padding.SAME, false, false),
            List.of(Network.INPUT));
    Node norm = new Node("norm", new BatchNormalization(0.001), List.of("conv"));
    Node relu = new Node("relu", new Relu(), List.of("norm"));
    return network(List.of(conv, norm, relu), outputs);
  }

  private static Network network(List<Node> nodes, List<String> outputs) {
    Map<String, Tensor> weights = new HashMap<>();
    Network.weightShapes(INPUT, nodes)
        .forEach(
            (name, shape) -> weights.put(name, RandomInception.random(name, shape, new Random(3))));
    return Network.of(INPUT, nodes, outputs, weights);
  }

  private static long count(Network network, Class<? extends Operation> operation) {
    return network.nodes().stream().filter(node -> operation.isInstance(node.operation())).count();
  }

  private static void assertSameOutputs(Network expected, Network found, long seed) {
    int batch = 2;
    float[] input = RandomNetworks.input(expected, batch, seed);
    Map<String, double[]> first = ReferenceEngine.run(expected, input, batch);
    Map<String, double[]> second = ReferenceEngine.run(found, input, batch);
    assertThat(found.outputs()).isEqualTo(expected.outputs());
    for (String output : expected.outputs()) {
      assertThat(found.shape(output)).isEqualTo(expected.shape(output));
      double[] a = first.getOrDefault(output, new double[0]);
      double[] b = second.getOrDefault(output, new double[0]);
      double largest = Math.max(1, Arrays.stream(a).map(Math::abs).max().orElseThrow());
      assertThat(b).as(output).hasSize(a.length);
      for (int i = 0; i < a.length; i++) {
        assertThat(Math.abs(a[i] - b[i]) / largest).as("%s at %s", output, i).isLessThan(TOLERANCE);
      }
    }
  }
}
