package io.cellclass.network;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableSortedMap;
import io.cellclass.MalformedBundleException;
import io.cellclass.Provenance;
import io.cellclass.RandomStreams;
import io.cellclass.network.Manifest.Architecture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A trained network from an image to a map, such as a detector's, with what its use has to know.
 * Immutable and safe for concurrent use.
 *
 * <p>As a file it is a zip of {@code manifest.json} and {@code weights.safetensors}, as a
 * classifier's bundle is; {@code docs/bundle-format.md} tells every detail.
 *
 * @param kind what the network is for, such as {@code detector}
 * @param settings what its use has to know, by name
 * @param network a network of one output
 * @param provenance how it came to be
 * @param answers some of the values that it gave for {@link #question} when it was saved
 */
public record NetworkBundle(
    String kind,
    Map<String, String> settings,
    Network network,
    Provenance provenance,
    List<Float> answers) {
  private static final String FORMAT = "cellclass network";
  private static final int VERSION = 1;
  private static final int ANSWERS = 64;

  /** How far an answer may be from the recorded one, relative to it or to 1. */
  private static final double TOLERANCE = 1e-3;

  /**
   * Copies the collections.
   *
   * @throws IllegalArgumentException if the network has several outputs, or is larger than a bundle
   *     may hold
   */
  public NetworkBundle {
    settings = ImmutableSortedMap.copyOf(settings);
    answers = List.copyOf(answers);
    NetworkLimits.require(network.input(), network.nodes());
    if (network.outputs().size() != 1) {
      throw new IllegalArgumentException(
          "expected a network of one output, found " + network.outputs());
    }
    if (answers.isEmpty() || answers.size() > ANSWERS) {
      throw new IllegalArgumentException(
          "expected from 1 to " + ANSWERS + " answers, found " + answers.size());
    }
  }

  /** The bundle of a network that has been trained, with the answers that it gives now. */
  public static NetworkBundle of(
      String kind,
      Map<String, String> settings,
      Network network,
      Provenance provenance,
      NetworkSession session) {
    return new NetworkBundle(kind, settings, network, provenance, answers(network, session));
  }

  /** A fixed input of values from -1 to 1, {@code [row][column][channel]}. */
  private static float[] question(Network network) {
    RandomGenerator random = RandomStreams.of(0, 0, "question");
    float[] values = new float[Math.toIntExact(network.input().size())];
    int row = network.input().columns() * network.input().channels();
    for (int i = 0; i < values.length; i++) {
      // Stripes of differing width, so that every level of a network has something to see.
      values[i] = (i % row) % 48 < 24 ? random.nextFloat() : -random.nextFloat();
    }
    return values;
  }

  /** Values of the output for the question, evenly spread. */
  private static List<Float> answers(Network network, NetworkSession session) {
    float[] output = session.run(List.of(question(network))).get(0)[0];
    List<Float> answers = new ArrayList<>();
    int count = Math.min(ANSWERS, output.length);
    for (int i = 0; i < count; i++) {
      answers.add(output[(int) ((long) i * output.length / count)]);
    }
    return answers;
  }

  /**
   * Checks that an engine computes this network.
   *
   * @throws IllegalStateException if its answers are not the recorded ones within a thousandth
   */
  public void check(NetworkSession session) {
    List<Float> found = answers(network, session);
    for (int i = 0; i < answers.size(); i++) {
      double expected = answers.get(i);
      double tolerance = TOLERANCE * Math.max(1, Math.abs(expected));
      if (found.size() != answers.size() || !(Math.abs(found.get(i) - expected) <= tolerance)) {
        throw new IllegalStateException(
            "the "
                + kind
                + " answers differently from when it was saved: expected "
                + answers
                + ", found "
                + found);
      }
    }
  }

  /**
   * Reads a bundle.
   *
   * @param kind what it has to be for
   * @throws MalformedBundleException if the file is not a whole, unaltered bundle of this kind; the
   *     message names the file, what was expected and what was found
   * @throws java.nio.file.NoSuchFileException if there is no such file
   * @throws IOException if the file cannot be read
   */
  public static NetworkBundle read(Path file, String kind) throws IOException {
    return BundleReader.read(file, reader -> read(reader, kind));
  }

  private static NetworkBundle read(BundleReader reader, String kind) throws IOException {
    Fields json = Fields.of("manifest", ManifestJson.parse(reader.readManifest()));
    ManifestDecoder.requireVersion(json, FORMAT, VERSION);
    if (!json.text("kind").equals(kind)) {
      throw json.unknown("kind", kind);
    }
    Fields parts = json.object("parts");
    Fields weights = parts.object(BundleWriter.WEIGHTS);
    NetworkBundle bundle =
        new NetworkBundle(
            kind,
            json.textsByName("settings"),
            reader.readNetwork(
                NetworkCodec.decode(json.object("architecture")),
                weights.wholeNumber("length", 0, Long.MAX_VALUE),
                ManifestDecoder.decodeSha256(weights)),
            ManifestDecoder.decodeProvenance(json.object("provenance")),
            json.floats("answers", ANSWERS));
    weights.end();
    parts.end();
    json.end();
    return bundle;
  }

  /**
   * Writes the bundle: the file is there as a whole or stays as it was.
   *
   * @throws java.nio.file.NoSuchFileException if the file's folder does not exist
   * @throws IOException if the file is a folder, or cannot be written
   */
  public void write(Path file) throws IOException {
    BundleWriter.write(this::manifest, network, file);
  }

  private byte[] manifest(Fingerprint weights) {
    ObjectNode json =
        ManifestJson.object().put("format", FORMAT).put("version", VERSION).put("kind", kind);
    json.set("settings", ManifestEncoder.encode(settings));
    json.set("provenance", ManifestEncoder.encode(provenance));
    json.putObject("parts")
        .putObject(BundleWriter.WEIGHTS)
        .put("length", weights.length())
        .put("sha256", weights.sha256());
    ArrayNode values = json.putArray("answers");
    answers.forEach(answer -> values.add(answer.doubleValue()));
    json.set(
        "architecture",
        NetworkCodec.encode(new Architecture(network.input(), network.outputs(), network.nodes())));
    return ManifestJson.print(json);
  }
}
