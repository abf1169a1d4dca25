package io.cellclass.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BackboneTest {
  private static final Map<String, Tensor> WEIGHTS = RandomInception.weights();

  @Test
  void survivesItsFile() throws IOException {
    Backbone backbone = Backbone.of(WEIGHTS, new ValueRange(-0.5f, 2.5f), "a test");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    backbone.writeSafetensors(out);
    Backbone read = Backbone.readSafetensors(new ByteArrayInputStream(out.toByteArray()));
    assertThat(read.weights()).isEqualTo(backbone.weights()).hasSize(4 * InceptionV3.CONVOLUTIONS);
    assertThat(read.range()).isEqualTo(backbone.range());
    assertThat(read.source()).isEqualTo("a test");
    assertThat(read.sha256()).isEqualTo(backbone.sha256());
  }

  @Test
  void hashChangesWithOneBitOfOneWeight() {
    Backbone backbone = Backbone.of(WEIGHTS, ValueRange.UNIT, "");
    assertThat(backbone.sha256()).matches("[0-9a-f]{64}");
    Map<String, Tensor> changed = new HashMap<>(WEIGHTS);
    changed.computeIfPresent("conv2d_94/kernel", (name, tensor) -> nudged(tensor));
    assertThat(Backbone.of(changed, ValueRange.UNIT, "").sha256()).isNotEqualTo(backbone.sha256());
    assertThat(Backbone.of(WEIGHTS, ValueRange.SIGNED, "other").sha256())
        .isEqualTo(backbone.sha256());
  }

  private static Tensor nudged(Tensor tensor) {
    float[] values = tensor.values();
    values[values.length - 1] = Math.nextUp(values[values.length - 1]);
    return Tensor.of(values, tensor.shape().toArray());
  }

  @Test
  void missingWeightIsNamed() {
    Map<String, Tensor> fewer = new HashMap<>(WEIGHTS);
    fewer.remove("batch_normalization_50/mean");
    assertThatThrownBy(() -> Backbone.of(fewer, ValueRange.UNIT, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("batch_normalization_50/mean");
  }

  @Test
  void fileWithoutScaleOrWeightsIsRefused() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Safetensors.write(
        out, Map.of("a", Tensor.of(new float[1], 1)), Map.of("pixel_low", "0", "pixel_high", "x"));
    assertThatThrownBy(() -> Backbone.readSafetensors(new ByteArrayInputStream(out.toByteArray())))
        .isInstanceOf(MalformedWeightsException.class);
    ByteArrayOutputStream bare = new ByteArrayOutputStream();
    Safetensors.write(bare, Map.of(), Map.of());
    assertThatThrownBy(() -> Backbone.readSafetensors(new ByteArrayInputStream(bare.toByteArray())))
        .isInstanceOf(MalformedWeightsException.class)
        .hasMessageContaining("pixel_low");
  }

  @Test
  void sharedFileIsKnownToHavePixelsFromZeroToOne() throws IOException {
    Path file = SharedFiles.require("weights/inception_v3_notop.h5");
    assertThat(Backbone.kerasFile(file).range()).isEqualTo(new ValueRange(0, 1));
    assertThat(Backbone.kerasFile(file, ValueRange.SIGNED).range())
        .isEqualTo(new ValueRange(-1, 1));
  }

  @Test
  void aDirectoryIsNamed(@TempDir Path folder) {
    String message = folder + ": expected a file, found a directory";
    assertThatThrownBy(() -> Backbone.kerasFile(folder))
        .isInstanceOf(FileSystemException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> Backbone.kerasFile(folder, ValueRange.UNIT))
        .isInstanceOf(FileSystemException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "NaN, 1", "0, NaN", "0, Infinity", "-Infinity, 0"})
  void rangeMustRiseBetweenFiniteEnds(float low, float high) {
    assertThatThrownBy(() -> new ValueRange(low, high))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
