package io.cellclass.tflite;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import io.cellclass.inception.InceptionWeights;
import io.cellclass.network.GoldenActivations;
import io.cellclass.network.Network;
import io.cellclass.network.Node;
import io.cellclass.network.Operation.GlobalAveragePool;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The oracle is another runtime, TensorFlow.js, on the same weights. */
class GoldenActivationsTest {
  /** Of the largest value in a layer: what float32 leaves of a hundred layers of sums. */
  private static final double TOLERANCE = 1e-4;

  private static final String POOLED = "pooled";

  @ParameterizedTest
  @ValueSource(ints = {128, 224})
  void everyRecordedLayerHasTheReferenceValues(int size) throws IOException {
    GoldenActivations golden = GoldenActivations.of(size);
    List<String> outputs =
        new ArrayList<>(golden.layers().stream().map(GoldenActivations.Layer::name).toList());
    outputs.add(POOLED);
    assertThat(outputs).hasSizeGreaterThan(10);
    LiteGraph graph =
        NetworkCompiler.compile(
            network(size, outputs).optimized(), new FloatNumerics(), Boundary.FLOAT);
    try (LiteInterpreter interpreter =
        LiteInterpreter.fast(ModelEncoder.encode(graph, ImmutableMap.of()), 2)) {
      for (int image = 0; image < GoldenActivations.BATCH; image++) {
        int length = golden.input().length / GoldenActivations.BATCH;
        interpreter.input().asFloatBuffer().put(golden.input(), image * length, length);
        interpreter.run();
        check(golden, interpreter, image);
      }
    }
  }

  private static Network network(int size, List<String> outputs) {
    Network network = InceptionWeights.load().network(size);
    List<Node> nodes = new ArrayList<>(network.nodes());
    nodes.add(new Node(POOLED, new GlobalAveragePool(), List.of("mixed10")));
    return Network.of(network.input(), nodes, outputs, network.weights());
  }

  private static void check(GoldenActivations golden, LiteInterpreter interpreter, int image) {
    for (int i = 0; i < golden.layers().size(); i++) {
      GoldenActivations.Layer layer = golden.layers().get(i);
      FloatBuffer found = interpreter.output(i).asFloatBuffer();
      int from = image * found.limit();
      assertThat(layer.samples()).isNotEmpty();
      layer
          .samples()
          .forEach(
              (position, value) -> {
                if (position >= from && position < from + found.limit()) {
                  assertThat((double) found.get(position - from))
                      .as("%s at %d", layer.name(), position)
                      .isCloseTo(value, Offset.offset(TOLERANCE * layer.largest()));
                }
              });
    }
    double[] pooled = golden.pooled().get(image);
    FloatBuffer found = interpreter.output(golden.layers().size()).asFloatBuffer();
    assertThat(found.limit()).isEqualTo(pooled.length);
    double largest = Arrays.stream(pooled).max().orElseThrow();
    for (int i = 0; i < pooled.length; i++) {
      assertThat((double) found.get(i))
          .as("feature %d", i)
          .isCloseTo(pooled[i], Offset.offset(TOLERANCE * largest));
    }
  }
}
