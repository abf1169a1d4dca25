package io.cellclass.network;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.Provenance;
import io.cellclass.network.Framing.CellCentred;
import io.cellclass.network.Framing.WholeImage;
import java.util.List;
import java.util.Map;

/** Writes manifests, and the metadata of exported files, as JSON. */
final class ManifestEncoder {
  static final String FORMAT = "cellclass bundle";
  static final int VERSION = 1;
  static final String METADATA_FORMAT = "cellclass model metadata";
  static final int METADATA_VERSION = 1;
  static final String ILLUMINATION = "illumination";
  static final String WHITE_BALANCED = "whiteBalanced";

  private ManifestEncoder() {}

  static byte[] encode(Manifest manifest) {
    ObjectNode json = ManifestJson.object().put("format", FORMAT).put("version", VERSION);
    put(json, manifest.labels(), manifest.preprocessing(), manifest.provenance());
    json.putObject("parts")
        .putObject(BundleWriter.WEIGHTS)
        .put("length", manifest.weightsLength())
        .put("sha256", manifest.weightsSha256());
    put(json, manifest.testVectors());
    json.set("architecture", NetworkCodec.encode(manifest.architecture()));
    return ManifestJson.print(json);
  }

  static byte[] encode(ModelMetadata metadata) {
    ObjectNode json =
        ManifestJson.object().put("format", METADATA_FORMAT).put("version", METADATA_VERSION);
    put(json, metadata.labels(), metadata.preprocessing(), metadata.provenance());
    put(json, metadata.testVectors());
    json.put("tolerance", metadata.tolerance());
    return ManifestJson.print(json);
  }

  private static void put(
      ObjectNode json, LabelSet labels, Preprocessing preprocessing, Provenance provenance) {
    ArrayNode names = json.putArray("labels");
    for (Label label : labels) {
      names.add(label.name());
    }
    json.set("preprocessing", encode(preprocessing));
    json.set("provenance", encode(provenance));
  }

  private static void put(ObjectNode json, List<TestVector> testVectors) {
    ArrayNode vectors = json.putArray("testVectors");
    testVectors.forEach(vector -> vectors.add(encode(vector)));
  }

  private static ObjectNode encode(Preprocessing preprocessing) {
    ObjectNode json = ManifestJson.object();
    if (preprocessing.illumination() == Illumination.WHITE_BALANCED) {
      json.put(ILLUMINATION, WHITE_BALANCED);
    }
    ObjectNode framing = json.putObject("framing");
    if (preprocessing.framing() instanceof CellCentred centred) {
      framing.put("kind", "cellCentred").put("side", centred.side());
    } else if (preprocessing.framing() instanceof WholeImage) {
      framing.put("kind", "wholeImage");
    } else {
      throw new IllegalArgumentException("a bundle cannot hold " + preprocessing.framing());
    }
    json.put("size", preprocessing.size());
    // As double, whose digits give the same float32 whether they are read as float or as double.
    json.putObject("range")
        .put("low", (double) preprocessing.range().low())
        .put("high", (double) preprocessing.range().high());
    return json;
  }

  static ObjectNode encode(Provenance provenance) {
    ObjectNode json =
        ManifestJson.object().put("dataHash", provenance.dataHash()).put("seed", provenance.seed());
    json.set("settings", encode(provenance.settings()));
    json.set("environment", encode(provenance.environment()));
    return json.put("created", provenance.created().toString());
  }

  static ObjectNode encode(Map<String, String> texts) {
    ObjectNode json = ManifestJson.object();
    texts.forEach(json::put);
    return json;
  }

  private static ObjectNode encode(TestVector vector) {
    ObjectNode json =
        ManifestJson.object()
            .put("width", vector.width())
            .put("height", vector.height())
            .put("seed", vector.seed());
    ArrayNode probabilities = json.putArray("probabilities");
    vector.probabilities().forEach(probability -> probabilities.add(probability.doubleValue()));
    return json;
  }
}
