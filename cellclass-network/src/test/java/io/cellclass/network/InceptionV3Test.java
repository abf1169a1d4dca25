package io.cellclass.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.primitives.ImmutableIntArray;
import io.cellclass.network.Operation.BatchNormalization;
import io.cellclass.network.Operation.Convolution;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class InceptionV3Test {
  /** Of a layer's largest value: the float32 arithmetic of the runtime that recorded them. */
  private static final double GOLDEN_TOLERANCE = 1e-5;

  @ParameterizedTest
  @CsvSource({
    "75, 7x7x256, 7x7x288, 3x3x768, 1x1x1280, 1x1x2048",
    "128, 13x13x256, 13x13x288, 6x6x768, 2x2x1280, 2x2x2048",
    "224, 25x25x256, 25x25x288, 12x12x768, 5x5x1280, 5x5x2048",
    "299, 35x35x256, 35x35x288, 17x17x768, 8x8x1280, 8x8x2048"
  })
  void blocksHaveTheSizesOfThePaper(
      int size, String mixed0, String mixed1, String mixed3, String mixed8, String mixed10) {
    Network network = RandomInception.network(size);
    assertThat(network.shape("mixed0")).hasToString(mixed0);
    assertThat(network.shape("mixed1")).hasToString(mixed1);
    assertThat(network.shape("mixed2")).hasToString(mixed1);
    for (String block : List.of("mixed3", "mixed4", "mixed5", "mixed6", "mixed7")) {
      assertThat(network.shape(block)).as(block).hasToString(mixed3);
    }
    assertThat(network.shape("mixed8")).hasToString(mixed8);
    assertThat(network.shape("mixed9")).hasToString(mixed10);
    assertThat(network.shape("mixed10")).hasToString(mixed10);
  }

  @Test
  void smallerImagesAreRefused() {
    assertThatThrownBy(() -> InceptionV3.network(74, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("75")
        .hasMessageContaining("74");
  }

  @Test
  void hasNinetyFourConvolutionsEachNormalised() {
    List<Node> nodes = InceptionV3.nodes();
    assertThat(nodes.stream().filter(n -> n.operation() instanceof Convolution)).hasSize(94);
    assertThat(nodes.stream().filter(n -> n.operation() instanceof BatchNormalization)).hasSize(94);
    assertThat(nodes.stream().map(Node::name)).containsSubsequence(InceptionV3.BLOCKS);
  }

  @Test
  void hasAsManyParametersAsKerasCounts() {
    long parameters =
        Network.weightShapes(InceptionV3.input(299), InceptionV3.nodes()).values().stream()
            .mapToLong(InceptionV3Test::product)
            .sum();
    assertThat(parameters).isEqualTo(21_802_784);
  }

  private static long product(ImmutableIntArray shape) {
    return Arrays.stream(shape.toArray()).asLongStream().reduce(1, Math::multiplyExact);
  }

  @ParameterizedTest
  @ValueSource(ints = {128, 224, 299})
  void layersHaveTheShapesOfAnotherRuntime(int size) throws IOException {
    GoldenActivations golden = GoldenActivations.of(size);
    Network network = RandomInception.network(size);
    assertThat(golden.layers()).hasSize(15);
    for (GoldenActivations.Layer layer : golden.layers()) {
      assertThat(network.shape(layer.name())).as(layer.name()).isEqualTo(layer.shape());
    }
  }

  @Test
  void valuesAreThoseOfAnotherRuntime() throws IOException {
    GoldenActivations golden = GoldenActivations.of(128);
    Network network =
        Backbone.kerasFile(SharedFiles.require("weights/inception_v3_notop.h5")).network(128);
    Map<String, double[]> values =
        ReferenceEngine.run(network, golden.input(), GoldenActivations.BATCH);
    for (GoldenActivations.Layer layer : golden.layers()) {
      double[] found = values.getOrDefault(layer.name(), new double[0]);
      layer
          .samples()
          .forEach(
              (position, expected) ->
                  assertThat(Math.abs(found[position] - expected) / layer.largest())
                      .as("%s at %s", layer.name(), position)
                      .isLessThan(GOLDEN_TOLERANCE));
    }
    double[] mixed10 = values.getOrDefault("mixed10", new double[0]);
    for (int image = 0; image < GoldenActivations.BATCH; image++) {
      double[] pooled = golden.pooled().get(image);
      double largest = Arrays.stream(pooled).max().orElseThrow();
      for (int channel = 0; channel < pooled.length; channel++) {
        assertThat(meanOfFour(mixed10, image, channel))
            .isCloseTo(pooled[channel], within(GOLDEN_TOLERANCE * largest));
      }
    }
  }

  /** Of the 2x2 positions that are left at 128 pixels. */
  private static double meanOfFour(double[] mixed10, int image, int channel) {
    return IntStream.range(0, 4)
        .mapToDouble(i -> mixed10[(4 * image + i) * 2048 + channel])
        .average()
        .orElseThrow();
  }
}
