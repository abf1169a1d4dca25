package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.dl4j.ParameterRange.Role;
import io.cellclass.network.Network;
import io.cellclass.network.Node;
import io.cellclass.network.Operation.Dropout;
import io.cellclass.network.Tensor;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The oracle computes losses by their definition in double precision, and their differences. */
class NetworkLearnerGradientTest {
  private static final double STEP = 1e-5;

  /** Of the largest derivative of the network, or of 0.1: float32 against double. */
  private static final double TOLERANCE = 1e-4;

  /** With statistics of the mini-batch, which the oracle rounds to float32: hence a larger step. */
  private static final double STATISTICS_STEP = 2e-4;

  private static final double STATISTICS_TOLERANCE = 2e-3;

  /** The share of parameters at whose values the loss has to be smooth, so that they count. */
  private static final double SMOOTH = 0.9;

  static IntStream seeds() {
    return IntStream.range(0, 12);
  }

  @ParameterizedTest
  @CsvSource({"input,2", "input,3", "stem,3", "block,2"})
  void theGradientIsThatOfTheMeanLossForEveryParameter(String boundary, int images) {
    assertGradient(TinyNetworks.inception(0), boundary, images, false, NativeLibrary.hasOneDnn());
  }

  @ParameterizedTest
  @CsvSource({"input,2", "stem,3"})
  void soItIsOnStockLayers(String boundary, int images) {
    assertGradient(TinyNetworks.inception(0), boundary, images, false, false);
  }

  @ParameterizedTest
  @CsvSource({"input,3", "stem,2", "block,2"})
  void soItIsWithTheStatisticsOfTheMinibatch(String boundary, int images) {
    assertGradient(TinyNetworks.inception(0), boundary, images, true, NativeLibrary.hasOneDnn());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void soItIsForNetworksOfAllShapes(int seed) {
    Network network = TinyNetworks.random(seed);
    Random random = new Random(seed);
    int cut = random.nextInt(network.nodes().size() - 4);
    String boundary = cut == 0 ? Network.INPUT : network.nodes().get(cut - 1).name();
    assertGradient(network, boundary, 1 + random.nextInt(3), false, NativeLibrary.hasOneDnn());
  }

  private static void assertGradient(
      Network original, String boundary, int images, boolean statistics, boolean oneDnn) {
    Minibatch batch = LossOracle.batch(original, images, images);
    LossOracle oracle = new LossOracle(batch);
    try (NetworkLearner learner = new NetworkLearner(original, boundary, statistics, oneDnn)) {
      double loss = learner.learn(batch, new Random(1));
      Network network = learner.network(learner.weights());
      Set<String> trained = statistics ? trained(learner) : Set.of();
      assertThat(loss).isCloseTo(oracle.loss(network, trained), within(TOLERANCE * loss));
      float[] gradient = NativeArrays.floats(learner.gradient());
      double largest = 0.1;
      for (float derivative : gradient) {
        largest = Math.max(largest, Math.abs(derivative));
      }
      double tolerance = (statistics ? STATISTICS_TOLERANCE : TOLERANCE) * largest;
      double step = statistics ? STATISTICS_STEP : STEP;
      double middle = oracle.loss(network, trained);
      AtomicInteger smooth = new AtomicInteger();
      long all = 0;
      for (ParameterRange range : learner.ranges()) {
        if (range.role() != Role.STATISTICS) {
          all += range.length();
          IntStream.range(0, (int) range.length())
              .parallel()
              .forEach(
                  i ->
                      oracle
                          .derivative(network, range.name(), i, step, trained, middle, tolerance)
                          .ifPresent(
                              expected -> {
                                assertThat((double) gradient[(int) range.from() + i])
                                    .as("%s at %d", range.name(), i)
                                    .isCloseTo(expected, within(tolerance));
                                smooth.incrementAndGet();
                              }));
        }
      }
      assertThat((double) smooth.get() / all).isGreaterThan(SMOOTH);
    }
  }

  /** The names of the batch normalisations in training mode. */
  private static Set<String> trained(NetworkLearner learner) {
    Set<String> names = new HashSet<>();
    learner.ranges().stream()
        .filter(range -> range.role() == Role.STATISTICS)
        .forEach(range -> names.add(range.name().substring(0, range.name().indexOf('/'))));
    return names;
  }

  /** For one image, dropout is a logits kernel with columns gone and the others scaled up. */
  @Test
  void dropoutDrawsFromTheGeneratorValueByValue() {
    Network network = TinyNetworks.inception(0.4);
    Minibatch batch = LossOracle.batch(network, 1, 5);
    Network thinned = thinned(network, new Random(7));
    LossOracle oracle = new LossOracle(batch);
    try (NetworkLearner learner = new NetworkLearner(network, "block", false)) {
      double loss = learner.learn(batch, new Random(7));
      assertThat(loss).isCloseTo(oracle.loss(thinned), within(1e-5));
      ParameterRange bias =
          learner.ranges().stream()
              .filter(range -> range.name().equals("dense/bias"))
              .findFirst()
              .orElseThrow();
      float[] gradient = NativeArrays.floats(learner.gradient());
      for (int i = 0; i < bias.length(); i++) {
        assertThat((double) gradient[(int) bias.from() + i])
            .isCloseTo(
                oracle
                    .derivative(
                        thinned, "dense/bias", i, STEP, Set.of(), oracle.loss(thinned), TOLERANCE)
                    .orElseThrow(),
                within(TOLERANCE));
      }
      assertThat(learner.learn(batch, new Random(7))).isEqualTo(loss);
      assertThat(learner.learn(batch, new Random(8))).isNotEqualTo(loss);
    }
  }

  private static Network thinned(Network network, RandomGenerator random) {
    double rate =
        network.node("dropout").operation() instanceof Dropout dropout ? dropout.rate() : 0;
    Tensor kernel = Objects.requireNonNull(network.weights().get("logits/kernel"));
    int classes = kernel.shape().get(0);
    int units = kernel.shape().get(1);
    float[] values = kernel.values();
    for (int unit = 0; unit < units; unit++) {
      double factor = random.nextDouble() < rate ? 0 : 1 / (1 - rate);
      for (int c = 0; c < classes; c++) {
        values[c * units + unit] *= (float) factor;
      }
    }
    return LossOracle.with(network, Map.of("logits/kernel", Tensor.of(values, classes, units)));
  }

  @Test
  void runningStatisticsMoveTowardsTheMinibatchByOnePercent() {
    Network network = TinyNetworks.inception(0);
    Minibatch batch = LossOracle.batch(network, 3, 9);
    LossOracle oracle = new LossOracle(batch);
    try (NetworkLearner learner = new NetworkLearner(network, "stem", true)) {
      learner.learn(batch, new Random(1));
      Network expected = oracle.withBatchStatistics(network, trained(learner));
      float[] gradient = NativeArrays.floats(learner.gradient());
      int checked = 0;
      for (ParameterRange range : learner.ranges()) {
        if (range.role() == Role.STATISTICS) {
          Tensor before = Objects.requireNonNull(network.weights().get(range.name()));
          Tensor ofBatch = Objects.requireNonNull(expected.weights().get(range.name()));
          for (int i = 0; i < range.length(); i++) {
            assertThat((double) gradient[(int) range.from() + i])
                .as("%s at %d", range.name(), i)
                .isCloseTo(0.01 * (before.get(i) - ofBatch.get(i)), within(1e-6));
            checked++;
          }
        }
      }
      assertThat(checked).isPositive();
      for (Node node : network.nodes()) {
        assertThat(trained(learner).contains(node.name()))
            .isEqualTo(
                node.name().endsWith("_normalised") && !node.name().equals("stem_normalised"));
      }
    }
  }
}
