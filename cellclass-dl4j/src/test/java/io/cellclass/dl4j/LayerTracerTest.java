package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.network.Network;
import io.cellclass.network.Node;
import io.cellclass.network.ReferenceEngine;
import io.cellclass.network.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Traces against finite differences in the plain double arithmetic of {@link ReferenceEngine}. */
class LayerTracerTest {
  private static final int TARGET = 1;
  private static final double STEP = 1e-5;
  private static final int PLACES = 20;

  /** Of a small inception, every depth that the head reads, with dropout, and the image itself. */
  @ParameterizedTest
  @CsvSource({
    "input, true",
    "stem, true",
    "block, true",
    "reduction, true",
    "input, false",
    "block, false"
  })
  void tracesAgreeWithFiniteDifferences(String layer, boolean oneDnn) {
    checkDifferences(TinyNetworks.inception(0.5), layer, 3, oneDnn);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void soDoThoseOfNetworksDrawnAtRandom(long seed) {
    Network network = TinyNetworks.random(seed);
    List<Node> maps =
        network.nodes().stream().filter(node -> !network.shape(node.name()).isVector()).toList();
    String layer = maps.get((int) (seed % maps.size())).name();
    checkDifferences(network, layer, 3, NativeLibrary.hasOneDnn());
  }

  private static void checkDifferences(Network network, String layer, int images, boolean oneDnn) {
    List<float[]> inputs = images(network.input(), images);
    try (LayerTracer tracer = new LayerTracer(NetworkCut.at(layer, network), oneDnn)) {
      List<LayerTracer.Pass> passes = tracer.run(inputs, logits -> TARGET);
      assertThat(passes).hasSize(images);
      for (int i = 0; i < images; i++) {
        check(
            passes.get(i).layers().get(0),
            network,
            ReferenceEngine.run(network, inputs.get(i), 1),
            layer);
      }
    }
  }

  private static void check(
      LayerTracer.Values pass, Network network, Map<String, double[]> values, String layer) {
    double[] activations = Objects.requireNonNull(values.get(layer));
    assertThat(pass.activations()).hasSize(activations.length).hasSameSizeAs(pass.gradients());
    double largest = 0;
    for (float gradient : pass.gradients()) {
      largest = Math.max(largest, Math.abs(gradient));
    }
    int kinks = 0;
    Random random = new Random(7);
    for (int place = 0; place < PLACES; place++) {
      int at = random.nextInt(activations.length);
      // Float32 against doubles.
      assertThat((double) pass.activations()[at]).isCloseTo(activations[at], within(1e-3));
      double score = scoreWith(network, values, layer, at, 0);
      double above = (scoreWith(network, values, layer, at, STEP) - score) / STEP;
      double below = (score - scoreWith(network, values, layer, at, -STEP)) / STEP;
      // They differ at a kink, as where several zeros are the largest value of a pool.
      assertThat((double) pass.gradients()[at])
          .isBetween(
              Math.min(below, above) - 1e-3 * largest, Math.max(below, above) + 1e-3 * largest);
      kinks += Math.abs(above - below) > 1e-3 * largest ? 1 : 0;
    }
    assertThat(kinks).isLessThan(PLACES / 2);
  }

  /** The target's score if one value of the layer were another. */
  private static double scoreWith(
      Network network, Map<String, double[]> values, String layer, int at, double step) {
    double[] changed = Objects.requireNonNull(values.get(layer)).clone();
    changed[at] += step;
    String logits = network.node(network.outputs().get(0)).inputs().get(0);
    Map<String, double[]> all = ReferenceEngine.rerun(network, values, layer, changed);
    return Objects.requireNonNull(all.get(logits))[TARGET];
  }

  /** Blocks of InceptionV3 behind batch normalisation, with a head that reads three depths. */
  @ParameterizedTest
  @ValueSource(strings = {"mixed1", "mixed3", "mixed4"})
  void blocksOfInceptionAgreeWithFiniteDifferences(String layer) {
    Network network = SmallModels.network(List.of("mixed1", "mixed3", "mixed4"));
    checkDifferences(network, layer, 1, NativeLibrary.hasOneDnn());
  }

  @Test
  void aBatchGivesWhatSingleImagesGive() {
    Network network = TinyNetworks.inception(0.5);
    List<float[]> images = images(network.input(), 5);
    try (LayerTracer tracer = new LayerTracer(NetworkCut.at("block", network))) {
      List<LayerTracer.Pass> batch = tracer.run(images, logits -> TARGET);
      for (int i = 0; i < images.size(); i++) {
        LayerTracer.Pass single = tracer.run(List.of(images.get(i)), logits -> TARGET).get(0);
        assertThat(batch.get(i).logits()).containsExactly(single.logits(), within(1e-5f));
        assertThat(batch.get(i).layers().get(0).activations())
            .containsExactly(single.layers().get(0).activations(), within(1e-5f));
        assertThat(batch.get(i).layers().get(0).gradients())
            .containsExactly(single.layers().get(0).gradients(), within(1e-5f));
      }
    }
  }

  @Test
  void eachImageHasItsOwnTarget() {
    Network network = TinyNetworks.inception(0);
    float[] image = images(network.input(), 1).get(0);
    try (LayerTracer tracer = new LayerTracer(NetworkCut.at("reduction", network))) {
      int[] next = {0};
      List<LayerTracer.Pass> passes = tracer.run(List.of(image, image), logits -> next[0]++);
      assertThat(passes.get(0).target()).isZero();
      assertThat(passes.get(1).target()).isEqualTo(1);
      assertThat(passes.get(0).layers().get(0).gradients())
          .isNotEqualTo(passes.get(1).layers().get(0).gradients());
    }
  }

  /** The head reads averages: what all places add, and the constant, are the score. */
  @Test
  void whatAllPlacesAddToALinearHeadIsItsScore() {
    List<String> read = List.of("mixed1", "mixed3", "mixed4");
    Network network = SmallModels.network(read);
    try (LayerTracer tracer = new LayerTracer(NetworkCut.atHead(network))) {
      assertThat(tracer.layers()).isEqualTo(read);
      LayerTracer.Pass pass = tracer.run(images(network.input(), 1), logits -> TARGET).get(0);
      double sum = network.weight(network.node("logits"), "bias").get(TARGET);
      for (LayerTracer.Values layer : pass.layers()) {
        for (int i = 0; i < layer.activations().length; i++) {
          sum += layer.activations()[i] * layer.gradients()[i];
        }
      }
      assertThat(sum).isCloseTo(pass.logits()[TARGET], within(1e-4));
    }
  }

  /** Between the maps and their averages stand the pools that weigh the middle most. */
  @Test
  void theHeadReadsMapsThroughPools() {
    Network pooled = PooledBlocks.centred(SmallModels.BACKBONE, 75, List.of("mixed0", "mixed2"));
    Network network = SmallModels.withHead(pooled);
    assertThat(NetworkCut.atHead(network).values()).containsExactly("mixed0", "mixed2");
  }

  @Test
  void anUnknownLayerIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NetworkCut.at("mixed99", TinyNetworks.inception(0)))
        .withMessageContaining("mixed99");
  }

  private static List<float[]> images(Shape shape, int count) {
    Random random = new Random(3);
    List<float[]> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] image = new float[Math.toIntExact(shape.size())];
      for (int at = 0; at < image.length; at++) {
        image[at] = 2 * random.nextFloat() - 1;
      }
      images.add(image);
    }
    return images;
  }
}
