package io.cellclass.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.network.Operation.AveragePool;
import io.cellclass.network.Operation.BatchNormalization;
import io.cellclass.network.Operation.Concatenation;
import io.cellclass.network.Operation.Convolution;
import io.cellclass.network.Operation.Dense;
import io.cellclass.network.Operation.Dropout;
import io.cellclass.network.Operation.GlobalAveragePool;
import io.cellclass.network.Operation.MaxPool;
import io.cellclass.network.Operation.Relu;
import io.cellclass.network.Operation.Softmax;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Each expectation is worked out by hand. */
final class ReferenceEngineTest {
  /** Double precision, on values near 1. */
  private static final double TOLERANCE = 1e-12;

  /** 3x3, one channel. */
  private static final float[] SQUARE = {1, 2, 3, 4, 5, 6, 7, 8, 9};

  private static final Shape SQUARE_SHAPE = new Shape(3, 3, 1);

  @Test
  void convolutionCountsOnlyWholeWindowsWhenValid() {
    Operation operation = new Convolution(1, 2, 2, 1, Padding.VALID, false, false);
    assertThat(
            run(operation, Map.of("kernel", Tensor.of(new float[] {1, 10, 100, 1000}, 1, 1, 2, 2))))
        .containsExactly(5421, 6532, 8754, 9865);
  }

  @Test
  void convolutionPadsAnEvenKernelAtTheEnd() {
    Operation operation = new Convolution(1, 2, 2, 1, Padding.SAME, false, false);
    assertThat(
            run(operation, Map.of("kernel", Tensor.of(new float[] {1, 10, 100, 1000}, 1, 1, 2, 2))))
        .containsExactly(5421, 6532, 603, 8754, 9865, 906, 87, 98, 9);
  }

  @Test
  void convolutionPadsBothSidesWithStrideTwo() {
    Operation operation = new Convolution(1, 3, 3, 2, Padding.SAME, false, false);
    assertThat(
            run(
                operation,
                Map.of("kernel", Tensor.of(new float[] {1, 1, 1, 1, 1, 1, 1, 1, 1}, 1, 1, 3, 3))))
        .containsExactly(12, 16, 24, 28);
  }

  @Test
  void convolutionOfEvenSideWithStrideTwoPadsOnlyTheEnd() {
    Network network =
        network(
            new Shape(1, 4, 1),
            new Convolution(1, 1, 3, 2, Padding.SAME, false, false),
            Map.of("kernel", Tensor.of(new float[] {1, 10, 100}, 1, 1, 1, 3)));
    assertThat(value(network, new float[] {1, 2, 3, 4}, 1)).containsExactly(321, 43);
  }

  @Test
  void convolutionMixesChannelsAndAddsBiasBeforeRelu() {
    Network network =
        network(
            new Shape(1, 1, 2),
            new Convolution(2, 1, 1, 1, Padding.SAME, true, true),
            Map.of(
                "kernel",
                Tensor.of(new float[] {1, 2, 3, -4}, 2, 2, 1, 1),
                "bias",
                Tensor.of(new float[] {0.5f, 1}, 2)));
    assertThat(value(network, new float[] {10, 20, 1, 0.5f}, 2)).containsExactly(50.5, 0, 2.5, 2);
  }

  @Test
  void batchNormalizationUsesItsStatistics() {
    Network network =
        network(
            new Shape(1, 1, 2),
            new BatchNormalization(0.25),
            Map.of(
                "beta", Tensor.of(new float[] {1, 2}, 2),
                "mean", Tensor.of(new float[] {3, 4}, 2),
                "variance", Tensor.of(new float[] {3.75f, 0}, 2)));
    assertThat(value(network, new float[] {5, 5}, 1)).containsExactly(2, 4);
  }

  @Test
  void maxPoolNeverTakesPadding() {
    Network network = network(new Shape(2, 2, 1), new MaxPool(3, 1, Padding.SAME), Map.of());
    assertThat(value(network, new float[] {-4, -3, -2, -1}, 1)).containsExactly(-1, -1, -1, -1);
  }

  @Test
  void maxPoolWithStrideTwoSkipsTheRest() {
    Network network = network(new Shape(1, 4, 1), new MaxPool(1, 2, Padding.VALID), Map.of());
    assertThat(value(network, new float[] {1, 2, 3, 4}, 1)).containsExactly(1, 3);
  }

  @Test
  void averagePoolDividesByWhatLiesInside() {
    assertThat(run(new AveragePool(3, 1, Padding.SAME), Map.of()))
        .containsExactly(3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7);
    assertThat(run(new AveragePool(2, 1, Padding.VALID), Map.of())).containsExactly(3, 4, 6, 7);
  }

  @Test
  void globalAveragePoolKeepsImagesAndChannelsApart() {
    Network network = network(new Shape(1, 2, 2), new GlobalAveragePool(), Map.of());
    assertThat(value(network, new float[] {1, 10, 3, 30, 5, 50, 7, 70}, 2))
        .containsExactly(2, 20, 6, 60);
  }

  @Test
  void concatenationPutsChannelsBehindOneAnother() {
    Node twice =
        new Node("twice", new Concatenation(), List.of(Network.INPUT, "relu", Network.INPUT));
    Node relu = new Node("relu", new Relu(), List.of(Network.INPUT));
    Network network =
        Network.of(new Shape(1, 2, 1), List.of(relu, twice), List.of("twice"), Map.of());
    assertThat(ReferenceEngine.run(network, new float[] {-1, 2}, 1).get("twice"))
        .containsExactly(-1, 0, -1, 2, 2, 2);
  }

  @Test
  void denseIsAMatrixProductWithBias() {
    Map<String, Tensor> weights =
        Map.of(
            "kernel",
            Tensor.of(new float[] {1, 2, 3, 4, 5, -6}, 2, 3),
            "bias",
            Tensor.of(new float[] {7, 8}, 2));
    assertThat(
            value(network(Shape.vector(3), new Dense(2, false), weights), new float[] {1, 0, 2}, 1))
        .containsExactly(14, 0);
    assertThat(
            value(network(Shape.vector(3), new Dense(2, true), weights), new float[] {0, 0, 2}, 1))
        .containsExactly(13, 0);
  }

  @Test
  void softmaxGivesProbabilitiesEvenOfLargeValues() {
    double[] result =
        value(network(Shape.vector(2), new Softmax(), Map.of()), new float[] {1000, 1000, 0, 1}, 2);
    assertThat(result).hasSize(4);
    assertThat(result[0]).isCloseTo(0.5, within(TOLERANCE));
    assertThat(result[2]).isCloseTo(1 / (1 + Math.E), within(TOLERANCE));
    assertThat(result[2] + result[3]).isCloseTo(1, within(TOLERANCE));
  }

  @Test
  void dropoutDoesNothing() {
    assertThat(run(new Dropout(0.5), Map.of())).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  private static double[] run(Operation operation, Map<String, Tensor> weights) {
    return value(network(SQUARE_SHAPE, operation, weights), SQUARE, 1);
  }

  private static Network network(Shape input, Operation operation, Map<String, Tensor> weights) {
    Map<String, Tensor> named = new HashMap<>();
    weights.forEach((name, tensor) -> named.put("node/" + name, tensor));
    return Network.of(
        input,
        List.of(new Node("node", operation, List.of(Network.INPUT))),
        List.of("node"),
        named);
  }

  private static double[] value(Network network, float[] input, int batch) {
    return Objects.requireNonNull(ReferenceEngine.run(network, input, batch).get("node"));
  }
}
