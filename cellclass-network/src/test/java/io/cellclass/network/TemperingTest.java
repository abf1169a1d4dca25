package io.cellclass.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.Temperature;
import io.cellclass.network.Operation.Concatenation;
import io.cellclass.network.Operation.Dense;
import io.cellclass.network.Operation.Dropout;
import io.cellclass.network.Operation.Softmax;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

final class TemperingTest {
  /** What rounding the divided weights to float32 moves in logits of some tens, at most. */
  private static final double ROUNDING = 1e-4;

  @Property(tries = 300)
  void probabilitiesAreRaisedAndNormalised(
      @ForAll long seed, @ForAll @DoubleRange(min = 0.2, max = 5) double temperature) {
    Network network = BundleFixture.bundle(seed).network();
    float[] input = RandomNetworks.input(network, 1, seed);
    double[] before = probabilities(network, input);
    double[] raised = Arrays.stream(before).map(p -> Math.exp(Math.log(p) / temperature)).toArray();
    double sum = Arrays.stream(raised).sum();
    double[] found = probabilities(network.withTemperature(new Temperature(temperature)), input);
    for (int c = 0; c < found.length; c++) {
      assertThat(found[c]).isCloseTo(raised[c] / sum, within(ROUNDING));
    }
  }

  private static double[] probabilities(Network network, float[] input) {
    return ReferenceEngine.run(network, input, 1).getOrDefault("softmax", new double[0]);
  }

  @Test
  void aTemperatureOfOneLeavesEveryWeight() {
    Network network = BundleFixture.bundle(1).network();
    assertThat(network.withTemperature(new Temperature(1)).weights()).isEqualTo(network.weights());
  }

  @Test
  void onlyTheLastLayerChanges() {
    Network network = BundleFixture.bundle(2).network();
    Network tempered = network.withTemperature(new Temperature(2));
    assertThat(tempered.nodes()).isEqualTo(network.nodes());
    assertThat(tempered.outputs()).isEqualTo(network.outputs());
    network
        .weights()
        .forEach(
            (name, tensor) -> {
              float[] expected = tensor.values();
              for (int i = 0; i < expected.length && name.startsWith("logits/"); i++) {
                expected[i] /= 2;
              }
              assertThat(tempered.weights().get(name))
                  .isEqualTo(Tensor.of(expected, tensor.shape().toArray()));
            });
  }

  @Test
  void aTemperatureThatMakesWeightsInfiniteIsRefused() {
    Network network = BundleFixture.bundle(3).network();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.withTemperature(new Temperature(Double.MIN_VALUE)))
        .withMessageContaining("cannot be divided by the temperature 4.9E-324");
  }

  @Test
  void networksThatDoNotEndInASoftmaxOfADenseLayerAreRefused() {
    Node logits = new Node("logits", new Dense(2, false), List.of(Network.INPUT));
    Node softmax = new Node("softmax", new Softmax(), List.of("logits"));
    assertThat(network(List.of("softmax"), logits, softmax).withTemperature(new Temperature(2)))
        .isNotNull();
    assertRefused(network(List.of("logits"), logits));
    assertRefused(network(List.of("softmax", "logits"), logits, softmax));
    assertRefused(
        network(
            List.of("softmax"),
            new Node("logits", new Dense(2, true), List.of(Network.INPUT)),
            softmax));
    assertRefused(
        network(List.of("softmax"), new Node("softmax", new Softmax(), List.of(Network.INPUT))));
    assertRefused(
        network(
            List.of("softmax"),
            logits,
            new Node("dropout", new Dropout(0.5), List.of("logits")),
            new Node("softmax", new Softmax(), List.of("dropout"))));
    // The concatenation would change too, if it were wanted later.
    assertRefused(
        network(
            List.of("softmax"),
            logits,
            new Node("both", new Concatenation(), List.of("logits", Network.INPUT)),
            softmax));
  }

  private static Network network(List<String> outputs, Node... nodes) {
    Random random = new Random(1);
    Map<String, Tensor> weights = new HashMap<>();
    Network.weightShapes(Shape.vector(3), List.of(nodes))
        .forEach((name, shape) -> weights.put(name, RandomInception.random(name, shape, random)));
    return Network.of(Shape.vector(3), List.of(nodes), outputs, weights);
  }

  private static void assertRefused(Network network) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.withTemperature(new Temperature(2)))
        .withMessageContaining("expected as the one output a softmax of a dense layer");
  }
}
