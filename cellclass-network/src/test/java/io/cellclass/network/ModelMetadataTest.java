package io.cellclass.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.MalformedBundleException;
import io.cellclass.Provenance;
import io.cellclass.network.Framing.CellCentred;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds the names of docs/exports.md: a file exported today must be read for ever. */
class ModelMetadataTest {
  private static final String JSON =
      """
      {
        "format": "cellclass model metadata",
        "version": 1,
        "labels": ["basophil", "cell \u00fc"],
        "preprocessing": {
          "illumination": "whiteBalanced",
          "framing": {"kind": "cellCentred", "side": 182.5},
          "size": 9,
          "range": {"low": -1.0, "high": 0.5}
        },
        "provenance": {
          "dataHash": "00ff",
          "seed": -9223372036854775808,
          "settings": {"epochs": "12"},
          "environment": {"java": "17"},
          "created": "2026-01-31T12:00:00Z"
        },
        "testVectors": [{"width": 16, "height": 20, "seed": 7, "probabilities": [0.25, 0.75]}],
        "tolerance": 0.001
      }
      """;

  private static final ModelMetadata METADATA =
      new ModelMetadata(
          new Preprocessing(
              Illumination.WHITE_BALANCED, new CellCentred(182.5), 9, new ValueRange(-1, 0.5f)),
          LabelSet.of("basophil", "cell \u00fc"),
          new Provenance(
              "00ff",
              Long.MIN_VALUE,
              Map.of("epochs", "12"),
              Map.of("java", "17"),
              Instant.parse("2026-01-31T12:00:00Z")),
          List.of(TestVector.of(16, 20, 7, 0.25f, 0.75f)));

  @Test
  void metadataIsReadAsDocumented() throws IOException {
    assertThat(ModelMetadata.parse("m.onnx", JSON)).isEqualTo(METADATA);
  }

  @Test
  void metadataIsWrittenAsDocumented() throws IOException {
    assertThat(BundleFixture.JSON.readTree(METADATA.json()))
        .isEqualTo(BundleFixture.JSON.readTree(JSON));
  }

  @Property(tries = 200)
  void whatIsWrittenIsReadAgain(@ForAll long seed) throws IOException {
    ModelMetadata metadata = BundleFixture.bundle(seed).metadata();
    String json = metadata.json();
    assertThat(ModelMetadata.parse("m.onnx", json)).isEqualTo(metadata);
    assertThat(ModelMetadata.parse("m.onnx", json).json()).isEqualTo(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"version\": 1| \"version\": 2| format version 2; this cellclass reads version 1",
        "cellclass model metadata| cellclass bundle| metadata.format: expected \"cellclass model metadata\"",
        "\"seed\": 7| \"sead\": 7| metadata.testVectors[0]: the field seed is missing",
        "\"size\": 9,| \"size\": 9, \"depth\": 3,| metadata.preprocessing: unknown field \"depth\"",
        "\"size\": 9| \"size\": 8193| a network's input must be from 1 to 8192 pixels a side, not 8193",
        "[0.25, 0.75]| [0.25]| expected test vectors of 2 probabilities, found [0.25]",
        "[0.25, 0.75]| [0.25, 1.75]| a probability must be in [0, 1], not 1.75",
        "\"cell \u00fc\"| \"basophil\"| metadata.labels: a label stands there twice",
        "\"tolerance\": 0.001| \"tolerance\": 1.5| a tolerance must be above 0 and at most 1, not 1.5",
        "12:00:00Z| noon| metadata.provenance.created: expected a time",
        "{\"width\"| {\"width\": 16, \"width\"| no valid JSON"
      })
  void otherMetadataIsRefusedWithTheReason(String part, String other, String message) {
    String json = JSON.replace(part, other);
    assertThat(json).isNotEqualTo(JSON);
    assertThatExceptionOfType(MalformedBundleException.class)
        .isThrownBy(() -> ModelMetadata.parse("m.onnx", json))
        .withMessageStartingWith("m.onnx: no metadata of cellclass: ")
        .withMessageContaining(message);
  }

  @Test
  void metadataThatIsTooLongIsRefusedBeforeItIsParsed() {
    String json = JSON + " ".repeat(ManifestJson.MOST_BYTES);
    assertThatExceptionOfType(MalformedBundleException.class)
        .isThrownBy(() -> ModelMetadata.parse("m.onnx", json))
        .withMessageContaining("at most 4194304 bytes");
  }

  @Test
  void whatCouldNotBeReadIsNotWritten() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> METADATA.withTestVectors(List.of()).json())
        .withMessageContaining("expected at least one");
    ModelMetadata half =
        new ModelMetadata(
            METADATA.preprocessing(),
            LabelSet.of("a", "\ud800"),
            METADATA.provenance(),
            METADATA.testVectors());
    assertThatIllegalArgumentException().isThrownBy(half::json);
  }

  @Test
  void testVectorsFitTheLabels() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> METADATA.withTestVectors(List.of(TestVector.of(16, 16, 1, 1f))))
        .withMessageContaining("2 probabilities");
    List<Label> labels = IntStream.range(0, 3).mapToObj(i -> new Label("l" + i)).toList();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new ModelMetadata(
                    METADATA.preprocessing(),
                    LabelSet.of(labels),
                    METADATA.provenance(),
                    METADATA.testVectors()));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> METADATA.withTestVectors(Collections.nCopies(17, METADATA.testVectors().get(0))))
        .withMessageContaining("at most 16");
  }

  @Test
  void anEngineThatAnswersOtherwiseIsFoundOut() {
    assertThatCode(
            () -> METADATA.check("m.onnx", images -> List.of(new float[] {0.2505f, 0.7495f})))
        .doesNotThrowAnyException();
    assertThatExceptionOfType(MalformedBundleException.class)
        .isThrownBy(() -> METADATA.check("m.onnx", images -> List.of(new float[] {0.252f, 0.748f})))
        .withMessage(
            "m.onnx: the network answers differently from when it was saved: test picture 1 expected"
                + " [0.25, 0.75], found [0.252, 0.748]");
  }

  @Test
  void aQuantizedNetworkMayHaveATolerance() throws IOException {
    ModelMetadata wide = METADATA.withTestVectors(METADATA.testVectors(), 0.05);
    assertThat(ModelMetadata.parse("m.onnx", wide.json())).isEqualTo(wide).isNotEqualTo(METADATA);
    assertThatCode(() -> wide.check("m.onnx", images -> List.of(new float[] {0.2995f, 0.7005f})))
        .doesNotThrowAnyException();
    assertThatExceptionOfType(MalformedBundleException.class)
        .isThrownBy(() -> wide.check("m.onnx", images -> List.of(new float[] {0.301f, 0.699f})));
  }
}
