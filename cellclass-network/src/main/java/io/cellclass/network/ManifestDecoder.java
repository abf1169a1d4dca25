package io.cellclass.network;

import com.fasterxml.jackson.databind.JsonNode;
import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.MalformedBundleException;
import io.cellclass.Provenance;
import io.cellclass.network.Framing.CellCentred;
import io.cellclass.network.Framing.WholeImage;
import io.cellclass.network.Manifest.Architecture;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads manifests, and the metadata of exported files, strictly: every field is there and in range,
 * and there is no other.
 */
final class ManifestDecoder {
  private static final int MOST_LABELS = 10_000;
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private ManifestDecoder() {}

  /**
   * The manifest in these bytes.
   *
   * @throws MalformedBundleException if they are not a manifest of this version
   * @throws IllegalArgumentException if a value is out of its type's range
   */
  static Manifest decode(byte[] bytes) throws MalformedBundleException {
    Fields json = Fields.of("manifest", ManifestJson.parse(bytes));
    requireVersion(json, ManifestEncoder.FORMAT, ManifestEncoder.VERSION);
    Fields parts = json.object("parts");
    Fields weights = parts.object(BundleWriter.WEIGHTS);
    Manifest manifest =
        new Manifest(
            decodeLabels(json),
            decodePreprocessing(json.object("preprocessing")),
            decodeProvenance(json.object("provenance")),
            weights.wholeNumber("length", 0, Long.MAX_VALUE),
            decodeSha256(weights),
            decodeTestVectors(json),
            decodeArchitecture(json));
    weights.end();
    parts.end();
    json.end();
    return manifest;
  }

  /**
   * The metadata in these bytes.
   *
   * @throws MalformedBundleException if they are not metadata of this version
   * @throws IllegalArgumentException if a value is out of its type's range
   */
  static ModelMetadata decodeMetadata(byte[] bytes) throws MalformedBundleException {
    Fields json = Fields.of("metadata", ManifestJson.parse(bytes));
    requireVersion(json, ManifestEncoder.METADATA_FORMAT, ManifestEncoder.METADATA_VERSION);
    ModelMetadata metadata =
        new ModelMetadata(
            decodePreprocessing(json.object("preprocessing")),
            decodeLabels(json),
            decodeProvenance(json.object("provenance")),
            decodeTestVectors(json),
            json.number("tolerance"));
    json.end();
    return metadata;
  }

  /** First of all: another version may have other fields. */
  static void requireVersion(Fields json, String format, int known)
      throws MalformedBundleException {
    if (!json.text("format").equals(format)) {
      throw json.unknown("format", '"' + format + '"');
    }
    long version = json.wholeNumber("version", 1, Long.MAX_VALUE);
    if (version != known) {
      throw new MalformedBundleException(
          "format version " + version + "; this cellclass reads version " + known);
    }
  }

  private static LabelSet decodeLabels(Fields json) throws MalformedBundleException {
    List<Label> labels = json.texts("labels", MOST_LABELS).stream().map(Label::new).toList();
    LabelSet set = LabelSet.of(labels);
    if (set.size() != labels.size()) {
      throw new MalformedBundleException(json.path("labels") + ": a label stands there twice");
    }
    return set;
  }

  private static Preprocessing decodePreprocessing(Fields json) throws MalformedBundleException {
    Fields range = json.object("range");
    Preprocessing preprocessing =
        new Preprocessing(
            decodeIllumination(json),
            decodeFraming(json.object("framing")),
            json.integer("size", 1, Integer.MAX_VALUE),
            new ValueRange((float) range.number("low"), (float) range.number("high")));
    range.end();
    json.end();
    return preprocessing;
  }

  private static Illumination decodeIllumination(Fields json) throws MalformedBundleException {
    if (!json.has(ManifestEncoder.ILLUMINATION)) {
      return Illumination.AS_IS;
    }
    if (!json.text(ManifestEncoder.ILLUMINATION).equals(ManifestEncoder.WHITE_BALANCED)) {
      throw json.unknown(
          ManifestEncoder.ILLUMINATION, ManifestEncoder.WHITE_BALANCED + ", or no such field");
    }
    return Illumination.WHITE_BALANCED;
  }

  private static Framing decodeFraming(Fields json) throws MalformedBundleException {
    Framing framing =
        switch (json.text("kind")) {
          case "wholeImage" -> new WholeImage();
          case "cellCentred" -> new CellCentred(json.number("side"));
          default -> throw json.unknown("kind", "wholeImage or cellCentred");
        };
    json.end();
    return framing;
  }

  static Provenance decodeProvenance(Fields json) throws MalformedBundleException {
    Provenance provenance =
        new Provenance(
            json.text("dataHash"),
            json.wholeNumber("seed", Long.MIN_VALUE, Long.MAX_VALUE),
            json.textsByName("settings"),
            json.textsByName("environment"),
            decodeInstant(json));
    json.end();
    return provenance;
  }

  private static Instant decodeInstant(Fields json) throws MalformedBundleException {
    try {
      return Instant.parse(json.text("created"));
    } catch (DateTimeException e) {
      throw json.unknown("created", "a time such as 2026-01-31T12:00:00Z");
    }
  }

  static String decodeSha256(Fields json) throws MalformedBundleException {
    String text = json.text("sha256");
    if (!SHA256.matcher(text).matches()) {
      throw json.unknown("sha256", "64 lower-case hexadecimal digits");
    }
    return text;
  }

  private static List<TestVector> decodeTestVectors(Fields json) throws MalformedBundleException {
    List<TestVector> vectors = new ArrayList<>();
    for (JsonNode node : json.list("testVectors", BundleChecks.MOST_TEST_VECTORS)) {
      Fields vector = Fields.of(json.path("testVectors") + "[" + vectors.size() + "]", node);
      vectors.add(
          new TestVector(
              vector.integer("width", 1, Integer.MAX_VALUE),
              vector.integer("height", 1, Integer.MAX_VALUE),
              vector.wholeNumber("seed", Long.MIN_VALUE, Long.MAX_VALUE),
              vector.floats("probabilities", MOST_LABELS)));
      vector.end();
    }
    if (vectors.isEmpty()) {
      throw new MalformedBundleException(
          json.path("testVectors") + ": expected at least one, found an empty list");
    }
    return vectors;
  }

  private static Architecture decodeArchitecture(Fields json) throws MalformedBundleException {
    return NetworkCodec.decode(json.object("architecture"));
  }
}
