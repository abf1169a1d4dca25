package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.inception.InceptionWeights;
import io.cellclass.network.GoldenActivations;
import io.cellclass.network.Network;
import io.cellclass.network.Node;
import io.cellclass.network.Operation.GlobalAveragePool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The oracle is another runtime, TensorFlow.js, on the same weights. */
class GoldenActivationsTest {
  /** Of the largest value in a layer: what float32 leaves of a hundred layers of sums. */
  private static final double TOLERANCE = 1e-4;

  private static final String POOLED = "pooled";

  @ParameterizedTest
  @ValueSource(ints = {128, 224, 299})
  void everyRecordedLayerHasTheReferenceValues(int size) throws IOException {
    GoldenActivations golden = GoldenActivations.of(size);
    List<String> outputs =
        new ArrayList<>(golden.layers().stream().map(layer -> layer.name()).toList());
    outputs.add(POOLED);
    assertThat(outputs).hasSizeGreaterThan(10);

    try (NetworkRunner runner = new NetworkRunner(network(size, outputs))) {
      List<float[][]> values = runner.run(images(golden));
      for (int i = 0; i < golden.layers().size(); i++) {
        check(golden.layers().get(i), values, i);
      }
      for (int image = 0; image < GoldenActivations.BATCH; image++) {
        check(golden.pooled().get(image), values.get(image)[outputs.size() - 1]);
      }
    }
  }

  private static Network network(int size, List<String> outputs) {
    Network network = InceptionWeights.load().network(size);
    List<Node> nodes = new ArrayList<>(network.nodes());
    nodes.add(new Node(POOLED, new GlobalAveragePool(), List.of("mixed10")));
    return Network.of(network.input(), nodes, outputs, network.weights());
  }

  private static List<float[]> images(GoldenActivations golden) {
    float[] all = golden.input();
    int length = all.length / GoldenActivations.BATCH;
    return List.of(Arrays.copyOf(all, length), Arrays.copyOfRange(all, length, 2 * length));
  }

  private static void check(GoldenActivations.Layer layer, List<float[][]> values, int output) {
    assertThat(layer.samples()).isNotEmpty();
    for (Map.Entry<Integer, Double> sample : layer.samples().entrySet()) {
      int length = values.get(0)[output].length;
      int position = sample.getKey();
      assertThat((double) values.get(position / length)[output][position % length])
          .as(layer.name() + " at " + position)
          .isCloseTo(sample.getValue(), Offset.offset(TOLERANCE * layer.largest()));
    }
  }

  private static void check(double[] expected, float[] actual) {
    double largest = Arrays.stream(expected).max().orElseThrow();
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual[i])
          .as("pooled feature " + i)
          .isCloseTo(expected[i], Offset.offset(TOLERANCE * largest));
    }
  }
}
