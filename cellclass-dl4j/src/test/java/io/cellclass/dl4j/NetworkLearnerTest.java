package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.dl4j.ParameterRange.Role;
import io.cellclass.network.Network;
import io.cellclass.network.Node;
import io.cellclass.network.Operation.BatchNormalization;
import io.cellclass.network.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class NetworkLearnerTest {
  /** Float32 against double, or against another order of summation. */
  private static final double TOLERANCE = 1e-5;

  private static final double RATE = 0.05;

  @ParameterizedTest
  @CsvSource({"input,false", "stem,false", "reduction,false", "input,true", "stem,true"})
  void theTrainedNetworkComputesWhatTheLearnerDoes(String boundary, boolean statistics) {
    Network network = TinyNetworks.inception(0.3);
    Minibatch batch = LossOracle.batch(network, 4, 1);
    try (NetworkLearner learner = new NetworkLearner(network, boundary, statistics)) {
      assertComputes(learner, learner.network(learner.weights()), batch);
      assertComputes(learner, network, batch);
      float[][] before = learner.probabilities(batch.inputs());
      for (int step = 0; step < 3; step++) {
        step(learner, batch, step);
      }
      assertComputes(learner, learner.network(learner.weights()), batch);
      assertThat(Arrays.deepEquals(learner.probabilities(batch.inputs()), before)).isFalse();
    }
  }

  private static void assertComputes(NetworkLearner learner, Network network, Minibatch batch) {
    double[] expected = new LossOracle(batch).probabilities(network);
    float[][] found = learner.probabilities(batch.inputs());
    int classes = expected.length / batch.size();
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) found[i / classes][i % classes])
          .as("image %d, class %d", i / classes, i % classes)
          .isCloseTo(expected[i], within(TOLERANCE));
    }
  }

  /** Statistics move by what is said, all else against the gradient. */
  private static double step(NetworkLearner learner, Minibatch batch, int seed) {
    double loss = learner.learn(batch, new Random(seed));
    float[] gradient = NativeArrays.floats(learner.gradient());
    float[] parameters = NativeArrays.floats(learner.parameters());
    for (ParameterRange range : learner.ranges()) {
      double rate = range.role() == Role.STATISTICS ? 1 : RATE;
      for (int i = (int) range.from(); i < range.to(); i++) {
        parameters[i] -= (float) (rate * gradient[i]);
      }
    }
    INDArray row = learner.parameters();
    try (INDArray moved = Nd4j.createFromArray(parameters)) {
      row.assign(moved.reshape(row.shape()));
    }
    return loss;
  }

  @Test
  void stepsAgainstTheGradientLowerTheLoss() {
    Network network = TinyNetworks.inception(0);
    Minibatch batch = LossOracle.batch(network, 6, 2);
    try (NetworkLearner learner = new NetworkLearner(network, Network.INPUT, false)) {
      double first = step(learner, batch, 0);
      double last = first;
      for (int i = 0; i < 30; i++) {
        last = step(learner, batch, 0);
      }
      assertThat(last).isLessThan(0.8 * first);
    }
  }

  @Test
  void theFrozenPartOfTheTrainedNetworkIsAsItWas() {
    Network network = TinyNetworks.inception(0.3);
    Minibatch batch = LossOracle.batch(network, 4, 1);
    try (NetworkLearner learner = new NetworkLearner(network, "stem", false)) {
      step(learner, batch, 1);
      Network trained = learner.network(learner.weights());
      assertThat(trained.nodes().subList(0, 3)).isEqualTo(network.nodes().subList(0, 3));
      for (String name :
          List.of("stem_convolution/kernel", "stem_normalised/beta", "stem_normalised/variance")) {
        assertThat(trained.weights().get(name)).isEqualTo(network.weights().get(name));
      }
      assertThat(trained.nodes())
          .filteredOn(node -> node.operation() instanceof BatchNormalization)
          .extracting(Node::name)
          .containsExactly("stem_normalised");
    }
  }

  @Test
  void statisticsKeepTheNodesThatTheNetworkHad() {
    Network network = TinyNetworks.inception(0.3);
    try (NetworkLearner learner = new NetworkLearner(network, "stem", true)) {
      Network trained = learner.network(learner.weights());
      assertThat(trained.nodes()).containsExactlyInAnyOrderElementsOf(network.nodes());
      assertThat(trained.weights()).containsExactlyInAnyOrderEntriesOf(network.weights());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void rangesNameEveryParameterInOrderAndWithoutGaps(boolean statistics) {
    Network network = TinyNetworks.inception(0.3);
    try (NetworkLearner learner = new NetworkLearner(network, "stem", statistics)) {
      Map<String, Tensor> weights = learner.weights();
      float[] row = NativeArrays.floats(learner.parameters());
      long next = 0;
      List<String> names = new ArrayList<>();
      for (ParameterRange range : learner.ranges()) {
        assertThat(range.from()).isEqualTo(next);
        next = range.to();
        names.add(range.name());
        assertThat(Arrays.copyOfRange(row, (int) range.from(), (int) range.to()))
            .isEqualTo(Objects.requireNonNull(weights.get(range.name())).values());
        assertThat(range.role()).as(range.name()).isEqualTo(role(range.name()));
      }
      assertThat(next).isEqualTo(learner.parameters().length());
      assertThat(learner.gradient().length()).isEqualTo(next);
      assertThat(names).containsExactlyElementsOf(weights.keySet());
    }
  }

  private static Role role(String name) {
    if (name.startsWith("dense/") || name.startsWith("logits/")) {
      return Role.HEAD;
    }
    return name.endsWith("/mean") || name.endsWith("/variance") ? Role.STATISTICS : Role.BACKBONE;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theSameCallsGiveTheSameBits(boolean statistics) {
    Network network = TinyNetworks.inception(0.3);
    List<float[]> rows = new ArrayList<>();
    List<float[][]> probabilities = new ArrayList<>();
    for (int repetition = 0; repetition < 2; repetition++) {
      try (NetworkLearner learner = new NetworkLearner(network, "stem", statistics)) {
        for (int images : new int[] {3, 16, 5, 16, 1}) {
          step(learner, LossOracle.batch(network, images, images), images);
        }
        rows.add(NativeArrays.floats(learner.parameters()));
        List<float[]> inputs = LossOracle.batch(network, 35, 3).inputs();
        probabilities.add(learner.probabilities(inputs));
        assertThat(learner.probabilities(inputs)).isDeepEqualTo(probabilities.get(repetition));
      }
    }
    assertThat(rows.get(1)).isEqualTo(rows.get(0));
    assertThat(probabilities.get(1)).isDeepEqualTo(probabilities.get(0));
  }

  @Test
  void probabilitiesAreInTheOrderOfTheImages() {
    Network network = TinyNetworks.inception(0.3);
    Minibatch batch = LossOracle.batch(network, 35, 4);
    try (NetworkLearner learner = new NetworkLearner(network, "block", false)) {
      assertComputes(learner, network, batch);
      assertThat(learner.probabilities(List.of())).isEmpty();
    }
  }

  @Test
  void inputsAreLeftAsTheyAre() {
    Network network = TinyNetworks.inception(0.3);
    Minibatch batch = LossOracle.batch(network, 3, 4);
    try (NetworkLearner learner = new NetworkLearner(network, Network.INPUT, false)) {
      learner.learn(batch, new Random(1));
      learner.probabilities(batch.inputs());
    }
    Minibatch again = LossOracle.batch(network, 3, 4);
    for (int i = 0; i < 3; i++) {
      assertThat(batch.inputs().get(i)).isEqualTo(again.inputs().get(i));
    }
    assertThat(batch.targets()).isDeepEqualTo(again.targets());
  }

  @Test
  void aNetworkOfSeveralDepthsOfInceptionIsTrainedBehindItsFirstBlock() {
    Network network = SmallModels.network();
    Minibatch batch = LossOracle.batch(network, 2, 6);
    String boundary = NetworkLearner.boundaryBefore(1, network);
    try (NetworkLearner learner = new NetworkLearner(network, boundary, false)) {
      assertThat(learner.ranges())
          .extracting(ParameterRange::name)
          .noneMatch(name -> name.startsWith("activation_12/"))
          .contains("activation_13/kernel", "logits/bias");
      learner.learn(batch, new Random(1));
      learner.parameters().subi(learner.gradient().mul(0.01));
      Network trained = learner.network(learner.weights());
      float[][] found = learner.probabilities(batch.inputs());
      try (NetworkRunner runner = new NetworkRunner(trained)) {
        List<float[][]> expected = runner.run(batch.inputs());
        for (int i = 0; i < found.length; i++) {
          for (int c = 0; c < found[i].length; c++) {
            assertThat(found[i][c]).isCloseTo(expected.get(i)[0][c], within((float) TOLERANCE));
          }
        }
      }
    }
  }

  @Test
  void boundariesAreCountedFromTheLastBlock() {
    Network network = SmallModels.network();
    assertThat(NetworkLearner.boundaryBefore(1, network)).isEqualTo("mixed0");
    assertThat(NetworkLearner.boundaryBefore(2, network)).isEqualTo(Network.INPUT);
    assertThat(NetworkLearner.boundaryBefore(11, network)).isEqualTo(Network.INPUT);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NetworkLearner.boundaryBefore(0, network))
        .withMessageContaining("0");
  }

  @Test
  void whereTheTrainedPartCannotBeCompiledTheFrozenOneIsFreed() {
    FailingParts parts = new FailingParts();
    assertThatIllegalStateException()
        .isThrownBy(() -> new NetworkLearner(SPLIT, parts))
        .isSameAs(parts.failure);
    assertThat(parts.compiled).singleElement().satisfies(graph -> assertFreed(graph.params()));
  }

  /** Its native memory, not only the object. */
  private static void assertFreed(INDArray array) {
    assertThat(array.wasClosed()).isTrue();
  }

  @Test
  void whereTheFrozenPartFailsItsInputIsFreed() {
    FailingRuns parts = new FailingRuns();
    try (NetworkLearner learner = new NetworkLearner(SPLIT, parts)) {
      List<float[]> images = LossOracle.batch(TinyNetworks.inception(0.3), 2, 1).inputs();
      assertThatIllegalStateException()
          .isThrownBy(() -> learner.probabilities(images))
          .isSameAs(parts.failure);
    }
    assertThat(parts.inputs).singleElement().satisfies(NetworkLearnerTest::assertFreed);
  }

  private static final NetworkSplit SPLIT =
      NetworkSplit.of(TinyNetworks.inception(0.3), "stem", true);

  /** Compiles the frozen part and then fails. */
  private static final class FailingParts implements NetworkLearner.Parts {
    private final IllegalStateException failure = new IllegalStateException("on purpose");
    private final List<ComputationGraph> compiled = new ArrayList<>();

    @Override
    public ComputationGraph frozen(Network part) {
      compiled.add(GraphCompiler.compile(part));
      return compiled.get(0);
    }

    @Override
    public TrainableGraph trained(NetworkSplit split, Supplier<RandomGenerator> chance) {
      throw failure;
    }
  }

  /** Compiles both parts, of which the frozen one fails whenever it runs. */
  private static final class FailingRuns implements NetworkLearner.Parts {
    private final IllegalStateException failure = new IllegalStateException("on purpose");
    private final List<INDArray> inputs = new ArrayList<>();

    @Override
    public ComputationGraph frozen(Network part) {
      ComputationGraph whole = GraphCompiler.compile(part);
      ComputationGraph failing =
          new ComputationGraph(whole.getConfiguration()) {
            private static final long serialVersionUID = 1L;

            @Override
            public INDArray[] output(boolean train, INDArray... input) {
              inputs.addAll(List.of(input));
              throw failure;
            }
          };
      failing.init(whole.params(), false);
      return failing;
    }

    @Override
    public TrainableGraph trained(NetworkSplit split, Supplier<RandomGenerator> chance) {
      return GraphCompiler.compileTrainable(
          split.trainable(),
          split.given(),
          split.trained(),
          split.logits(),
          false,
          new GraphCompiler.Training(chance, 1));
    }
  }

  @Test
  void whatCannotBeTrainedIsRefused() {
    Network network = TinyNetworks.inception(0.3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NetworkLearner(network, "nowhere", false))
        .withMessageContaining("nowhere");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NetworkLearner(network, "logits", false))
        .withMessageContaining("logits");
    Network headless = network.upTo(List.of("block"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NetworkLearner(headless, "stem", false))
        .withMessageContaining("softmax")
        .withMessageContaining("block");
  }
}
