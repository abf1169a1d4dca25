package io.cellclass.inception;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.network.Backbone;
import io.cellclass.network.SharedFiles;
import io.cellclass.network.Tensor;
import io.cellclass.network.ValueRange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class InceptionWeightsTest {
  private static final String RESOURCE_SHA_256 =
      "f39fa915b3cd00f9b6ca1632976508e83dc349ee197e5d44cb4b4d69ded1a6d7";
  private static final String BACKBONE_SHA_256 =
      "4c6cadb9a5c77da00a3a0f0c8baf120ab4207561ed3e032ed0e24c8839bd7fef";

  @Test
  void resourceHasItsHash() throws IOException, NoSuchAlgorithmException {
    byte[] resource = resource();
    assertThat(resource).hasSizeLessThan(22_500_000);
    assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(resource)))
        .isEqualTo(RESOURCE_SHA_256);
  }

  @Test
  void weightsAreWholeAndStateTheirScaleAndSource() {
    Backbone backbone = InceptionWeights.load();
    assertThat(backbone.weights()).hasSize(94 + 3 * 94);
    assertThat(backbone.weights().values().stream().mapToLong(Tensor::size).sum())
        .isEqualTo(21_802_784);
    assertThat(backbone.range()).isEqualTo(new ValueRange(0, 1));
    assertThat(backbone.source()).isEqualTo(WeightsGenerator.SOURCE);
    assertThat(backbone.sha256()).isEqualTo(BACKBONE_SHA_256);
    assertThat(backbone.network(299).shape("mixed10")).hasToString("8x8x2048");
  }

  @Test
  void weightsEqualTheKerasFileToTheLastBit() throws IOException {
    Path file = SharedFiles.require(WeightsGenerator.KERAS_FILE);
    Backbone keras = Backbone.kerasFile(file);
    Backbone loaded = InceptionWeights.load();
    assertThat(loaded.weights()).isEqualTo(keras.weights());
    assertThat(loaded.range()).isEqualTo(keras.range());
    assertThat(loaded.sha256()).isEqualTo(keras.sha256());
  }

  @Test
  void generatorGivesTheResourceAgain() throws IOException {
    Path file = SharedFiles.require(WeightsGenerator.KERAS_FILE);
    ByteArrayOutputStream generated = new ByteArrayOutputStream();
    WeightsGenerator.generate(file, generated);
    assertThat(generated.toByteArray()).isEqualTo(resource());
  }

  @Test
  void jarSaysWhereTheWeightsAreFrom() throws IOException {
    try (InputStream notice = InceptionWeights.class.getResourceAsStream("/META-INF/NOTICE");
        InputStream licence =
            InceptionWeights.class.getResourceAsStream("/META-INF/licenses/nsfwjs-MIT.txt")) {
      assertThat(notice).isNotNull();
      assertThat(licence).isNotNull();
      assertThat(new String(licence.readAllBytes(), StandardCharsets.UTF_8))
          .contains("MIT License", "Infinite Red, Inc.");
    }
  }

  private static byte[] resource() throws IOException {
    try (InputStream in = InceptionWeights.class.getResourceAsStream(InceptionWeights.RESOURCE)) {
      assertThat(in).isNotNull();
      return in.readAllBytes();
    }
  }
}
