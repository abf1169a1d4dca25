package io.cellclass.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NetworkTest {
  private static final Shape INPUT = new Shape(4, 4, 2);
  private static final Node CONV =
      new Node(
          "conv", new Convolution(3, 1, 1, 1, Padding.SAME, false, false), List.of(Network.INPUT));
  private static final Node RELU = new Node("relu", new Relu(), List.of("conv"));
  private static final Node POOL = new Node("pool", new GlobalAveragePool(), List.of("relu"));
  private static final Tensor KERNEL = Tensor.of(new float[6], 3, 2, 1, 1);

  @Test
  void knowsItsShapesAndWeights() {
    Network network =
        Network.of(
            INPUT, List.of(CONV, RELU, POOL), List.of("pool"), Map.of("conv/kernel", KERNEL));
    assertThat(network.shape(Network.INPUT)).isEqualTo(INPUT);
    assertThat(network.shape("relu")).isEqualTo(new Shape(4, 4, 3));
    assertThat(network.shape("pool")).isEqualTo(Shape.vector(3));
    assertThat(network.weight(CONV, "kernel")).isEqualTo(KERNEL);
    assertThatThrownBy(() -> network.weight(CONV, "bias")).hasMessageContaining("conv/bias");
    assertThatThrownBy(() -> network.node("other")).hasMessageContaining("other");
    assertThatThrownBy(() -> network.shape("other")).hasMessageContaining("other");
  }

  @Test
  void dropsWeightsOfNoNode() {
    Network network =
        Network.of(
            INPUT, List.of(CONV), List.of("conv"), Map.of("conv/kernel", KERNEL, "x/bias", KERNEL));
    assertThat(network.weights()).containsOnlyKeys("conv/kernel");
  }

  @Test
  void refusesAMissingWeight() {
    assertRefused(List.of(CONV), List.of("conv"), Map.of())
        .hasMessageContaining("conv/kernel")
        .hasMessageContaining("missing");
  }

  @Test
  void refusesAWeightOfAnotherShape() {
    assertRefused(
            List.of(CONV),
            List.of("conv"),
            Map.of("conv/kernel", Tensor.of(new float[6], 2, 3, 1, 1)))
        .hasMessageContaining("[3, 2, 1, 1]")
        .hasMessageContaining("[2, 3, 1, 1]");
  }

  @Test
  void refusesANodeBeforeItsInput() {
    assertRefused(List.of(RELU, CONV), List.of("relu")).hasMessageContaining("no node called conv");
  }

  @Test
  void refusesTwoNodesOfOneName() {
    assertRefused(List.of(CONV, CONV), List.of("conv"))
        .hasMessageContaining("two nodes are called conv");
  }

  @Test
  void refusesUnknownRepeatedAndMissingOutputs() {
    assertRefused(List.of(CONV), List.of("other")).hasMessageContaining("other");
    assertRefused(List.of(CONV), List.of("conv", "conv")).hasMessageContaining("twice");
    assertRefused(List.of(CONV), List.of()).hasMessageContaining("output");
  }

  @Test
  void namesTheNodeWhoseInputDoesNotFit() {
    Node large = new Node("large", new MaxPool(5, 1, Padding.VALID), List.of(Network.INPUT));
    assertRefused(List.of(large), List.of("large"))
        .hasMessageContaining("large")
        .hasMessageContaining("5");
    Node dense = new Node("dense", new Dense(2, false), List.of(Network.INPUT));
    assertRefused(List.of(dense), List.of("dense"))
        .hasMessageContaining("dense")
        .hasMessageContaining("4x4x2");
    Node softmax = new Node("softmax", new Softmax(), List.of(Network.INPUT));
    assertRefused(List.of(softmax), List.of("softmax")).hasMessageContaining("vector");
    Node two = new Node("two", new Relu(), List.of(Network.INPUT, Network.INPUT));
    assertRefused(List.of(two), List.of("two")).hasMessageContaining("one input, found 2");
    Node none = new Node("none", new Concatenation(), List.of());
    assertRefused(List.of(none), List.of("none")).hasMessageContaining("none");
    Node small = new Node("small", new MaxPool(2, 2, Padding.VALID), List.of(Network.INPUT));
    Node both = new Node("both", new Concatenation(), List.of(Network.INPUT, "small"));
    assertRefused(List.of(small, both), List.of("both")).hasMessageContaining("both");
  }

  @Test
  void upToCutsWhatIsBehindAndBeside() {
    Node beside = new Node("beside", new AveragePool(2, 2, Padding.SAME), List.of("conv"));
    Network network =
        Network.of(
            INPUT,
            List.of(CONV, beside, RELU, POOL),
            List.of("pool", "beside"),
            Map.of("conv/kernel", KERNEL));
    Network part = network.upTo(List.of("relu"));
    assertThat(part.nodes()).containsExactly(CONV, RELU);
    assertThat(part.outputs()).containsExactly("relu");
    assertThat(part.weights()).isEqualTo(network.weights());
    assertThatThrownBy(() -> network.upTo(List.of("other")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> network.upTo(List.of("relu", "relu")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "input", "a/b", "a\nb"})
  void refusesNamesThatAreNone(String name) {
    assertThatThrownBy(() -> new Node(name, new Relu(), List.of(Network.INPUT)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesOperationsThatComputeNothing() {
    assertArgument(() -> new Convolution(0, 1, 1, 1, Padding.SAME, false, false));
    assertArgument(() -> new Convolution(1, 1, 1, 0, Padding.SAME, false, false));
    assertArgument(() -> new MaxPool(0, 1, Padding.SAME));
    assertArgument(() -> new AveragePool(1, -1, Padding.SAME));
    assertArgument(() -> new BatchNormalization(0));
    assertArgument(() -> new BatchNormalization(Double.NaN));
    assertArgument(() -> new Dropout(1));
    assertArgument(() -> new Dense(0, true));
    assertArgument(() -> new Shape(1, 0, 1));
  }

  @Test
  void tensorsAreCopiesAndCheckTheirShape() {
    float[] values = {1, 2, 3, 4, 5, 6};
    Tensor tensor = Tensor.of(values, 2, 3);
    values[0] = 9;
    tensor.values()[1] = 9;
    assertThat(tensor.values()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(tensor.asBuffer().isReadOnly()).isTrue();
    assertThat(tensor).isEqualTo(Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3));
    assertThat(tensor).isNotEqualTo(Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2));
    assertArgument(() -> Tensor.of(values, 7));
    assertArgument(() -> Tensor.of(values, -2, -3));
    assertArgument(() -> Tensor.of(values, Integer.MAX_VALUE, Integer.MAX_VALUE, 4, 4));
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
      List<Node> nodes, List<String> outputs) {
    return assertRefused(nodes, outputs, Map.of("conv/kernel", KERNEL));
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
      List<Node> nodes, List<String> outputs, Map<String, Tensor> weights) {
    return assertThatThrownBy(() -> Network.of(INPUT, nodes, outputs, weights))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertArgument(ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(floats = {-1, -0.25f, Float.NaN})
  void batchNormalizationNeedsSomethingToDivideBy(float variance) {
    Node node = new Node("norm", new BatchNormalization(0.25), List.of(Network.INPUT));
    Map<String, Tensor> weights =
        Map.of(
            "norm/beta", Tensor.of(new float[2], 2),
            "norm/mean", Tensor.of(new float[2], 2),
            "norm/variance", Tensor.of(new float[] {0, variance}, 2));
    assertThatThrownBy(
            () -> Network.of(new Shape(1, 1, 2), List.of(node), List.of("norm"), weights))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("norm/variance")
        .hasMessageContaining("not " + variance + " at 1");
  }
}
