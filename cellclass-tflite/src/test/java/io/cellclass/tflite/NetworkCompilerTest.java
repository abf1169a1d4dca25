package io.cellclass.tflite;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import io.cellclass.network.Network;
import io.cellclass.network.RandomNetworks;
import io.cellclass.network.ReferenceEngine;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.tensorflow.lite.schema.Model;

/** Compiled networks give what their definitions say, which the reference engine computes. */
class NetworkCompilerTest {
  private static final int NETWORKS = 300;

  /** Of the largest value, for sums of float32 in another order. */
  private static final double TOLERANCE = 1e-5;

  /** The same for weights of float16, which have 11 bits. */
  private static final double HALF_TOLERANCE = 1e-2;

  @Test
  void randomNetworksGiveTheValuesOfTheReference() {
    for (int seed = 0; seed < NETWORKS; seed++) {
      Network network = RandomNetworks.of(seed);
      assertAgrees(network, new FloatNumerics(), 1, TOLERANCE, seed);
    }
  }

  @Test
  void optimizedNetworksDoSoToo() {
    for (int seed = 0; seed < NETWORKS; seed++) {
      Network network = RandomNetworks.of(seed).optimized();
      assertAgrees(network, new FloatNumerics(), 1, TOLERANCE, seed);
    }
  }

  @Test
  void batchesOfAnySizeGoThroughAResizedInput() {
    for (int seed = 0; seed < NETWORKS; seed++) {
      assertAgrees(RandomNetworks.of(seed), new FloatNumerics(), 3, TOLERANCE, seed);
    }
  }

  @Test
  void weightsOfHalfPrecisionGiveNearlyTheSame() {
    for (int seed = 0; seed < NETWORKS; seed++) {
      assertAgrees(RandomNetworks.of(seed), new HalfNumerics(), 2, HALF_TOLERANCE, seed);
    }
  }

  private static void assertAgrees(
      Network network, Numerics numerics, int batch, double tolerance, long seed) {
    LiteGraph graph = NetworkCompiler.compile(network, numerics, Boundary.FLOAT);
    float[] input = RandomNetworks.input(network, batch, seed);
    Map<String, double[]> expected = ReferenceEngine.run(network, input, batch);
    try (LiteInterpreter interpreter =
        LiteInterpreter.plain(ModelEncoder.encode(graph, ImmutableMap.of()), 1)) {
      interpreter.resize(
          batch, network.input().rows(), network.input().columns(), network.input().channels());
      interpreter.input().asFloatBuffer().put(input);
      interpreter.run();
      for (int i = 0; i < network.outputs().size(); i++) {
        double[] values = Objects.requireNonNull(expected.get(network.outputs().get(i)));
        assertClose(values, interpreter.output(i).asFloatBuffer(), tolerance, "seed " + seed);
      }
    }
  }

  private static void assertClose(
      double[] expected, FloatBuffer found, double tolerance, String what) {
    double largest = 1;
    for (double value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertThat(found.remaining()).as(what).isEqualTo(expected.length);
    for (double value : expected) {
      assertThat((double) found.get())
          .as(what)
          .isCloseTo(value, Offset.offset(tolerance * largest));
    }
  }

  @Test
  void xnnpackTakesAllOfAnInceptionInOneStep() {
    for (Numerics numerics :
        new Numerics[] {new FloatNumerics(), new HalfNumerics(), new DynamicNumerics()}) {
      Network network = SmallModels.INCEPTION.network().optimized();
      LiteGraph graph = NetworkCompiler.compile(network, numerics, Boundary.FLOAT);
      try (LiteInterpreter interpreter =
          LiteInterpreter.fast(ModelEncoder.encode(graph, ImmutableMap.of()), 2)) {
        assertThat(interpreter.steps()).as(numerics.getClass().getSimpleName()).isEqualTo(1);
      }
    }
  }

  @Test
  void equalNetworksAreEqualBytes() {
    for (int seed = 0; seed < 20; seed++) {
      assertThat(encoded(seed)).isEqualTo(encoded(seed)).isNotEqualTo(encoded(seed + 1));
    }
  }

  private static ByteBuffer encoded(long seed) {
    LiteGraph graph =
        NetworkCompiler.compile(RandomNetworks.of(seed), new FloatNumerics(), Boundary.FLOAT);
    return ModelEncoder.encode(graph, ImmutableMap.of());
  }

  @Test
  void whatIsDecodedIsWhatWasEncoded() {
    for (int seed = 0; seed < NETWORKS; seed++) {
      Numerics numerics = seed % 2 == 0 ? new FloatNumerics() : new HalfNumerics();
      LiteGraph graph = NetworkCompiler.compile(RandomNetworks.of(seed), numerics, Boundary.FLOAT);
      assertThat(ModelDecoder.decode(ModelEncoder.encode(graph, ImmutableMap.of())))
          .isEqualTo(graph);
    }
  }

  @Test
  void constantsLieWhereVectorRegistersWantThem() {
    LiteGraph graph =
        NetworkCompiler.compile(SmallModels.TINY.network(), new DynamicNumerics(), Boundary.FLOAT);
    ByteBuffer model = ModelEncoder.encode(graph, ImmutableMap.of());
    byte[] all = new byte[model.remaining()];
    model.duplicate().get(all);
    Model root = Model.getRootAsModel(ByteBuffer.wrap(all));
    int found = 0;
    for (int i = 0; i < root.buffersLength(); i++) {
      ByteBuffer data = root.buffers(i).dataAsByteBuffer();
      if (data != null && data.hasRemaining()) {
        assertThat(data.position() % 16).isZero();
        found++;
      }
    }
    assertThat(found).isEqualTo(graph.buffers().size() - 1).isPositive();
  }
}
