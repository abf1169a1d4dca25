package io.cellclass.network;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.LabelSet;
import io.cellclass.Provenance;
import io.cellclass.network.Framing.CellCentred;
import io.cellclass.network.Manifest.Architecture;
import io.cellclass.network.Operation.AveragePool;
import io.cellclass.network.Operation.BatchNormalization;
import io.cellclass.network.Operation.Concatenation;
import io.cellclass.network.Operation.Convolution;
import io.cellclass.network.Operation.Dense;
import io.cellclass.network.Operation.Dropout;
import io.cellclass.network.Operation.GlobalAveragePool;
import io.cellclass.network.Operation.MaxPool;
import io.cellclass.network.Operation.Relu;
import io.cellclass.network.Operation.Softmax;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Holds the manifest's names where docs/bundle-format.md has them: a file written today must be
 * read for ever.
 */
class ManifestTest {
  private static final String JSON =
      """
      {
        "format": "cellclass bundle",
        "version": 1,
        "labels": ["basophil", "monocyte"],
        "preprocessing": {
          "framing": {"kind": "cellCentred", "side": 182.5},
          "size": 9,
          "range": {"low": -1.0, "high": 0.5}
        },
        "provenance": {
          "dataHash": "00ff",
          "seed": -9223372036854775808,
          "settings": {"epochs": "12"},
          "environment": {"java": "17", "os": "Linux"},
          "created": "2026-01-31T12:00:00Z"
        },
        "parts": {
          "weights.safetensors": {"length": 1234, "sha256": "HASH"}
        },
        "testVectors": [{"width": 16, "height": 20, "seed": 7, "probabilities": [0.25, 0.75]}],
        "architecture": {
          "input": {"rows": 9, "columns": 9, "channels": 3},
          "outputs": ["softmax"],
          "nodes": [
            {"name": "a", "operation": "convolution", "filters": 4, "rows": 1, "columns": 3, "stride": 2,
             "padding": "valid", "bias": true, "relu": false, "inputs": ["input"]},
            {"name": "b", "operation": "batchNormalization", "epsilon": 0.001, "inputs": ["a"]},
            {"name": "c", "operation": "relu", "inputs": ["b"]},
            {"name": "d", "operation": "maxPool", "window": 3, "stride": 1, "padding": "same", "inputs": ["c"]},
            {"name": "e", "operation": "averagePool", "window": 2, "stride": 1, "padding": "same", "inputs": ["c"]},
            {"name": "f", "operation": "concatenation", "inputs": ["d", "e"]},
            {"name": "g", "operation": "globalAveragePool", "inputs": ["f"]},
            {"name": "h", "operation": "dropout", "rate": 0.5, "inputs": ["g"]},
            {"name": "i", "operation": "dense", "units": 2, "relu": true, "inputs": ["h"]},
            {"name": "softmax", "operation": "softmax", "inputs": ["i"]}
          ]
        }
      }
      """
          .replace("HASH", "0f".repeat(32));

  private static final Manifest MANIFEST =
      new Manifest(
          LabelSet.of("basophil", "monocyte"),
          new Preprocessing(new CellCentred(182.5), 9, new ValueRange(-1, 0.5f)),
          new Provenance(
              "00ff",
              Long.MIN_VALUE,
              Map.of("epochs", "12"),
              Map.of("java", "17", "os", "Linux"),
              Instant.parse("2026-01-31T12:00:00Z")),
          1234,
          "0f".repeat(32),
          List.of(TestVector.of(16, 20, 7, 0.25f, 0.75f)),
          new Architecture(
              new Shape(9, 9, 3),
              List.of("softmax"),
              List.of(
                  node("a", new Convolution(4, 1, 3, 2, Padding.VALID, true, false), "input"),
                  node("b", new BatchNormalization(0.001), "a"),
                  node("c", new Relu(), "b"),
                  node("d", new MaxPool(3, 1, Padding.SAME), "c"),
                  node("e", new AveragePool(2, 1, Padding.SAME), "c"),
                  node("f", new Concatenation(), "d", "e"),
                  node("g", new GlobalAveragePool(), "f"),
                  node("h", new Dropout(0.5), "g"),
                  node("i", new Dense(2, true), "h"),
                  node("softmax", new Softmax(), "i"))));

  private static Node node(String name, Operation operation, String... inputs) {
    return new Node(name, operation, List.of(inputs));
  }

  @Test
  void aManifestIsReadAsDocumented() throws IOException {
    assertThat(ManifestDecoder.decode(JSON.getBytes(UTF_8))).isEqualTo(MANIFEST);
  }

  @Test
  void theLightIsNamedWhereItIsBalanced() throws IOException {
    String json =
        JSON.replace(
            "\"preprocessing\": {", "\"preprocessing\": {\"illumination\": \"whiteBalanced\",");
    Manifest read = ManifestDecoder.decode(json.getBytes(UTF_8));
    assertThat(read.preprocessing())
        .isEqualTo(
            new Preprocessing(
                Illumination.WHITE_BALANCED, new CellCentred(182.5), 9, new ValueRange(-1, 0.5f)));
    assertThat(BundleFixture.JSON.readTree(ManifestEncoder.encode(read)))
        .isEqualTo(BundleFixture.JSON.readTree(json));
  }

  @Test
  void aManifestIsWrittenAsDocumented() throws IOException {
    byte[] written = ManifestEncoder.encode(MANIFEST);
    assertThat(BundleFixture.JSON.readTree(written)).isEqualTo(BundleFixture.JSON.readTree(JSON));
  }
}
