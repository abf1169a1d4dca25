package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.network.Network;
import io.cellclass.network.Node;
import io.cellclass.network.Operation.Dropout;
import io.cellclass.network.OutputLoss;
import io.cellclass.network.RandomNetworks;
import io.cellclass.network.ReferenceEngine;
import io.cellclass.network.SmallUNet;
import io.cellclass.network.Tensor;
import io.cellclass.network.TrainingEngine;
import io.cellclass.network.TrainingSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class Dl4jTrainingSessionTest {
  private static final List<float[]> INPUTS =
      List.of(
          RandomNetworks.input(SmallUNet.of(true), 1, 1),
          RandomNetworks.input(SmallUNet.of(true), 1, 2));

  /** Half the squared distance from one. */
  private static final OutputLoss TO_ONE =
      (output, derivatives) -> {
        double loss = 0;
        for (int i = 0; i < output.length; i++) {
          derivatives[i] = output[i] - 1;
          loss += derivatives[i] * derivatives[i] / 2;
        }
        return loss;
      };

  private static double exactLoss(Network network) {
    double loss = 0;
    for (float[] input : INPUTS) {
      for (double value :
          Objects.requireNonNull(ReferenceEngine.run(network, input, 1).get("output"))) {
        loss += (value - 1) * (value - 1) / 2;
      }
    }
    return loss;
  }

  /** Through upsampling, pooling and the concatenation, on both kinds of convolution. */
  @Test
  void theGradientIsThatOfTheExactLoss() {
    Network network = SmallUNet.of(false);
    for (boolean oneDnn : new boolean[] {false, NativeLibrary.hasOneDnn()}) {
      try (Dl4jThread thread = new Dl4jThread()) {
        Map<String, float[]> gradients = thread.run(() -> gradients(network, oneDnn));
        for (String name : List.of("a/kernel", "a/bias", "b/kernel", "output/kernel")) {
          float[] gradient = Objects.requireNonNull(gradients.get(name));
          for (int i = 0; i < gradient.length; i += 7) {
            double expected = slope(network, name, i);
            assertThat((double) gradient[i])
                .as(name + " " + i)
                .isCloseTo(expected, within(2e-2 * Math.max(1, Math.abs(expected))));
          }
        }
      }
    }
  }

  private static Map<String, float[]> gradients(Network network, boolean oneDnn) {
    TrainableGraph graph =
        GraphCompiler.compileTrainable(
            network,
            List.of(Network.INPUT),
            network.nodes(),
            "output",
            oneDnn,
            new GraphCompiler.Training(
                () -> {
                  throw new AssertionError("nothing is dropped");
                },
                0.9));
    Map<String, float[]> result = new HashMap<>();
    try (INDArray batch = NetworkRunner.batch(network.input(), INPUTS)) {
      double loss = graph.learn(new INDArray[] {batch}, TO_ONE::of);
      assertThat(loss).isCloseTo(exactLoss(network), within(1e-3));
      float[] all = NativeArrays.floats(graph.flatGradient());
      for (ParameterRange range : new NetworkParameters(network, network.nodes(), graph).ranges()) {
        result.put(
            range.name(), java.util.Arrays.copyOfRange(all, (int) range.from(), (int) range.to()));
      }
    } finally {
      graph.close();
    }
    return result;
  }

  private static double slope(Network network, String weight, int position) {
    float step = 1e-3f;
    return (exactLoss(changed(network, weight, position, step))
            - exactLoss(changed(network, weight, position, -step)))
        / (2 * step);
  }

  private static Network changed(Network network, String weight, int position, float by) {
    Map<String, Tensor> weights = new HashMap<>(network.weights());
    Tensor tensor = Objects.requireNonNull(weights.get(weight));
    float[] values = tensor.values();
    values[position] += by;
    weights.put(weight, Tensor.of(values, tensor.shape().toArray()));
    return Network.of(network.input(), network.nodes(), network.outputs(), weights);
  }

  @Test
  void stepsLowerTheLossAndTheNetworkComputesWhatTheSessionDoes() {
    try (TrainingSession session = TrainingEngine.find().orElseThrow().open(SmallUNet.of(true))) {
      double first = session.step(INPUTS, TO_ONE, 0.01);
      double last = first;
      for (int i = 0; i < 60; i++) {
        last = session.step(INPUTS, TO_ONE, 0.01);
      }
      assertThat(last).isLessThan(first / 3);

      List<float[]> found = session.run(INPUTS);
      Network network = session.network();
      for (int image = 0; image < INPUTS.size(); image++) {
        double[] exact =
            Objects.requireNonNull(
                ReferenceEngine.run(network, INPUTS.get(image), 1).get("output"));
        for (int i = 0; i < exact.length; i++) {
          assertThat((double) found.get(image)[i]).isCloseTo(exact[i], within(1e-4));
        }
      }
    }
  }

  @Test
  void aTrainingGoesOnFromItsStateAsIfItHadNotStopped() {
    List<Double> whole = new ArrayList<>();
    Map<String, Tensor> state;
    try (TrainingSession session = new Dl4jTrainingEngine().open(SmallUNet.of(true))) {
      session.step(INPUTS, TO_ONE, 0.01);
      state = session.state();
      for (int i = 0; i < 3; i++) {
        whole.add(session.step(INPUTS, TO_ONE, 0.01));
      }
    }
    try (TrainingSession session = new Dl4jTrainingEngine().open(SmallUNet.of(true))) {
      session.restore(state);
      for (double expected : whole) {
        assertThat(session.step(INPUTS, TO_ONE, 0.01)).isEqualTo(expected);
      }
      assertThatThrownBy(() -> session.restore(Map.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("expected parameters and steps, found []");
    }
  }

  @Test
  void whatCannotBeTrainedIsRefused() {
    Network network = SmallUNet.of(false);
    Network two =
        Network.of(network.input(), network.nodes(), List.of("b", "output"), network.weights());
    List<Node> nodes = new ArrayList<>(network.nodes());
    nodes.add(new Node("dropped", new Dropout(0.5), List.of("output")));
    Network dropping = Network.of(network.input(), nodes, List.of("dropped"), network.weights());

    assertThatThrownBy(() -> new Dl4jTrainingEngine().open(two))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a network of one output, found [b, output]");
    assertThatThrownBy(() -> new Dl4jTrainingEngine().open(dropping))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a network without dropout");
  }

  @Test
  void aClosedSessionTakesNoStep() {
    TrainingSession session = new Dl4jTrainingEngine().open(SmallUNet.of(true));
    session.close();
    session.close();

    assertThatThrownBy(() -> session.step(INPUTS, TO_ONE, 0.01))
        .isInstanceOf(IllegalStateException.class);
  }
}
