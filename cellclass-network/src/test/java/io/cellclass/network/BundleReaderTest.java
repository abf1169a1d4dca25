package io.cellclass.network;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.ThreadMXBean;
import io.cellclass.MalformedBundleException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is wrong within well-formed zip files; {@link ZipPartsTest} has the zip files that are not.
 */
class BundleReaderTest {
  /** The weights of 20 times 2^20 values, and something for the others. */
  private static final int BOMB = (80 << 20) + 8192;

  /** What reading a small file may allocate, whatever it claims. */
  private static final long MOST_ALLOCATED = 16 << 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Path folder;

  private final ModelBundle bundle = BundleFixture.bundle(20);
  private final ObjectNode manifest = BundleFixture.manifest(bundle);
  private final byte[] weights = BundleFixture.weights(bundle);

  BundleReaderTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aMissingFileIsNamed() {
    Path file = folder.resolve("none.cellclass");
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> ModelBundle.read(file))
        .withMessage(file.toString());
  }

  @Test
  void aDirectoryIsNamed() {
    assertThatExceptionOfType(FileSystemException.class)
        .isThrownBy(() -> ModelBundle.read(folder))
        .withMessage(folder + ": expected a file, found a directory");
  }

  @Test
  void aBundleWithoutTestVectorsIsRefused() throws IOException {
    assertManifestRefused(
        json -> json.putArray("testVectors"), "manifest.testVectors: expected at least one");
  }

  @Test
  void aVarianceThatLeavesNothingToDivideByIsRefused() throws IOException {
    Map<String, Tensor> changed = new HashMap<>(bundle.network().weights());
    changed.computeIfPresent(
        "norm/variance",
        (name, tensor) -> {
          float[] values = tensor.values();
          values[0] = -1;
          return Tensor.of(values, values.length);
        });
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Safetensors.write(out, changed, Map.of());
    assertRefused(
        BundleFixture.zip(manifest, out.toByteArray()),
        "the weight norm/variance must be above -epsilon, -0.001, not -1.0 at 0");
  }

  @Test
  void aFutureVersionIsNamedWhateverElseItHolds() throws IOException {
    manifest.put("version", 2).put("somethingNew", true).remove("labels");
    assertRefused(seal(), "format version 2; this cellclass reads version 1");
  }

  @Test
  void anotherFormatIsRefused() throws IOException {
    manifest.put("format", "zoo");
    assertRefused(seal(), "manifest.format: expected \"cellclass bundle\", found \"zoo\"");
  }

  @Test
  void aWrongHashIsRefused() throws IOException {
    byte[] changed = weights.clone();
    changed[changed.length - 1] ^= 1;
    assertRefused(
        BundleFixture.zip(manifest.toString().getBytes(UTF_8), changed),
        "weights.safetensors: expected the SHA-256 "
            + BundleFixture.sha256(weights)
            + ", found "
            + BundleFixture.sha256(changed));
  }

  @Test
  void aWrongLengthIsRefused() throws IOException {
    byte[] cut = Arrays.copyOf(weights, weights.length - 4);
    assertRefused(
        BundleFixture.zip(manifest.toString().getBytes(UTF_8), cut),
        "expected "
            + weights.length
            + " bytes of weights as the manifest says, found "
            + cut.length);
  }

  @Test
  void unknownAndMissingFieldsAreRefused() throws IOException {
    assertManifestRefused(json -> json.put("colour", "red"), "manifest: unknown field \"colour\"");
    assertManifestRefused(json -> json.remove("labels"), "manifest: the field labels is missing");
    assertManifestRefused(
        json -> node(json, 0).put("dilation", 2),
        "manifest.architecture.nodes[0]: unknown field \"dilation\"");
    assertManifestRefused(
        json -> ((ObjectNode) json.path("parts")).putObject("more"), "unknown field \"more\"");
  }

  @Test
  void fieldsOfTheWrongKindAreRefused() throws IOException {
    assertManifestRefused(
        json -> json.put("labels", "a"),
        "manifest.labels: expected a list of at most 10000, found \"a\"");
    assertManifestRefused(
        json -> node(json, 0).put("relu", 1), ".relu: expected true or false, found 1");
    assertManifestRefused(
        json -> node(json, 0).put("filters", "3"),
        ".filters: expected a whole number from 1 to 1048576, found \"3\"");
    assertManifestRefused(
        json -> node(json, 0).put("padding", "SAME"),
        ".padding: expected same or valid, found \"SAME\"");
    assertManifestRefused(
        json -> node(json, 0).put("operation", "exec"),
        ".operation: expected an operation of format");
    assertManifestRefused(
        json -> provenance(json).put("created", "yesterday"),
        "manifest.provenance.created: expected a time");
    assertManifestRefused(
        json -> provenance(json).putNull("dataHash"), "expected text, found null");
  }

  @Test
  void anUnknownIlluminationIsRefused() throws IOException {
    assertManifestRefused(
        json -> preprocessing(json).put("illumination", "asIs"),
        "manifest.preprocessing.illumination: expected whiteBalanced, or no such field, found"
            + " \"asIs\"");
  }

  @Test
  void numbersOutOfRangeAreRefused() throws IOException {
    assertManifestRefused(
        json -> node(json, 0).put("stride", 0), "whole number from 1 to 8192, found 0");
    assertManifestRefused(json -> node(json, 0).put("stride", 1e9), "whole number from 1 to 8192");
    assertManifestRefused(json -> node(json, 0).put("filters", 1L << 40), "whole number from 1 to");
    assertManifestRefused(
        json -> node(json, 1).put("epsilon", 0), "epsilon must be between 0 and 1, not 0.0");
    assertManifestRefused(
        json -> preprocessing(json).put("size", 9000), "from 1 to 8192 pixels a side");
    assertManifestRefused(
        json -> preprocessing(json).putObject("range").put("low", 1).put("high", 1e300),
        "a range must go from");
    assertManifestRefused(
        json ->
            preprocessing(json).putObject("framing").put("kind", "cellCentred").put("side", 1e7),
        "the side of a frame must be from 1 to 100000");
    assertManifestRefused(
        json -> ((ObjectNode) json.path("testVectors").path(0)).put("width", 1 << 20),
        "sides must be from 16 to 1024");
  }

  @Test
  void labelsAreAsManyAsProbabilitiesAndDifferent() throws IOException {
    assertManifestRefused(
        json -> ((ArrayNode) json.path("labels")).add("more"), "output for each of the labels");
    assertManifestRefused(
        json -> ((ArrayNode) json.path("labels")).set(0, json.path("labels").path(1).textValue()),
        "a label stands there twice");
    assertManifestRefused(
        json -> ((ArrayNode) json.path("labels")).set(0, " "), "a label's name must be text");
  }

  @Test
  void nodesThatDoNotFitAreRefused() throws IOException {
    assertManifestRefused(
        json -> node(json, 2).putArray("inputs").add("nowhere"), "no node called nowhere so far");
    assertManifestRefused(json -> node(json, 2).putArray("inputs"), "expected one input, found 0");
    assertManifestRefused(json -> node(json, 2).put("name", "conv"), "two nodes are called conv");
    assertManifestRefused(json -> node(json, 2).put("name", "a/b"), "is no name for a node");
    assertManifestRefused(
        json -> node(json, 2).put("name", "n".repeat(300)),
        "at most 256 characters in a node's name");
    assertManifestRefused(
        json -> ((ObjectNode) json.path("architecture")).putArray("outputs"),
        "a network needs an output");
    assertManifestRefused(
        json -> ((ObjectNode) json.path("architecture")).putArray("outputs").add("logits"),
        "expected one softmax as the output, found [logits]");
  }

  @Test
  void tenGigabytesOfClaimedWeightsAreRefusedUnread() throws IOException {
    manifest.withObject("parts").withObject(BundleWriter.WEIGHTS).put("length", 10_000_000_000L);
    assertRefusedUnread(
        BundleFixture.zip(manifest.toString().getBytes(UTF_8), weights),
        "expected 10000000000 bytes of weights as the manifest says");
    node(manifest, 5).put("filters", 1 << 20).put("rows", 4096).put("columns", 4096);
    assertRefusedUnread(seal(), "expected at most 536870912 weights, found ");
  }

  @Test
  void manyClaimedWeightsInASmallFileAreRefusedUnread() throws IOException {
    node(manifest, 10).put("units", 1 << 20);
    node(manifest, 8).put("units", 400);
    assertRefusedUnread(seal(), "bytes for the network's weights, found " + weights.length);
  }

  @Test
  void absurdFeatureMapsAndWorkAreRefused() throws IOException {
    assertManifestRefused(
        json -> {
          ((ObjectNode) json.path("architecture").path("input"))
              .put("rows", 8192)
              .put("columns", 8192);
        },
        "expected at most 67108864 values in the input");
    assertManifestRefused(
        json -> {
          ((ObjectNode) json.path("architecture").path("input"))
              .put("rows", 2048)
              .put("columns", 2048);
          node(json, 3).put("window", 4096);
        },
        "multiplications for an image, found");
  }

  @Test
  void tooManyNodesAreRefused() throws IOException {
    ArrayNode nodes = (ArrayNode) manifest.path("architecture").path("nodes");
    while (nodes.size() <= 4096) {
      nodes.add(nodes.get(0));
    }
    assertRefused(
        seal(),
        "manifest.architecture.nodes: expected a list of at most 4096, found a list of 4097");
  }

  @Test
  void weightsThatAreNotFiniteAreRefused() throws IOException {
    for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      byte[] changed = weights.clone();
      ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putFloat(changed.length - 4, value);
      assertRefused(
          BundleFixture.zip(manifest, changed), "expected finite weights, found " + value);
    }
  }

  @Test
  void eightBitWeightsWithoutTheirScaleOrTheirTensorAreRefused() throws IOException {
    ModelBundle eightBit = BundleFixture.withEightBitKernels(20);
    byte[] compact = BundleFixture.compactWeights(eightBit);
    String header = new String(compact, ISO_8859_1);
    byte[] other = compact.clone();
    other[header.indexOf("u8:conv/kernel")] = 'U';
    assertRefused(
        BundleFixture.zip(manifest, other),
        "8-bit tensor \"conv/kernel\" has no valid scale and minimum");
    byte[] homeless = compact.clone();
    homeless[header.indexOf("u8:conv/kernel") + 3] = 'C';
    assertRefused(
        BundleFixture.zip(manifest, homeless),
        "8-bit tensor \"conv/kernel\" has no valid scale and minimum");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Safetensors.write(out, bundle.network().weights(), Map.of("x8:conv/kernel", "1.0 0.0"));
    byte[] stray = out.toByteArray();
    stray[new String(stray, ISO_8859_1).indexOf("x8:")] = 'u';
    assertRefused(
        BundleFixture.zip(manifest, stray),
        "the metadata \"u8:conv/kernel\" belongs to no 8-bit tensor");
  }

  @Test
  void weightsOfFewerBytesThanValuesAreRefusedUnread() throws IOException {
    long least = bundle.network().weights().values().stream().mapToLong(Tensor::size).sum();
    byte[] cut = Arrays.copyOf(weights, (int) least - 1);
    assertRefused(
        BundleFixture.zip(manifest, cut),
        "expected from " + least + " to ",
        "found " + (least - 1));
  }

  @Test
  void weightsOfOtherNamesOrShapesAreRefused() throws IOException {
    String header = new String(weights, UTF_8);
    int bias = header.indexOf("hidden/bias");
    byte[] renamed = weights.clone();
    renamed[bias] = 'H';
    assertRefused(BundleFixture.zip(manifest, renamed), "\"Hidden/bias\" belongs to no node");
    byte[] noHeader = weights.clone();
    noHeader[8] = '[';
    assertRefused(BundleFixture.zip(manifest, noHeader), "weights.safetensors: the header");
  }

  @Test
  void aManifestThatIsNoStrictJsonIsRefused() throws IOException {
    String json = manifest.toString();
    assertTextRefused(json.replace("abab", "\\ud800"), "found half a character");
    assertTextRefused(json + "{}", "no valid JSON: Trailing token");
    assertTextRefused(
        json.replaceFirst("\\{", "{\"format\":\"cellclass bundle\","), "Duplicate field 'format'");
    assertTextRefused(json.replaceFirst("1,", "1,,"), "no valid JSON");
    assertTextRefused("[".repeat(100_000), "nesting depth");
    assertTextRefused("[" + "1".repeat(1000) + "]", "exceeds the maximum");
    assertTextRefused("[" + "1,".repeat(1_100_000) + "1]", "Token count");
    assertTextRefused("", "manifest: expected an object");
    assertTextRefused("null", "manifest: expected an object");
    assertTextRefused("[]", "manifest: expected an object, found a list of 0");
    assertTextRefused("\ufeff" + json, "no valid JSON");
  }

  @Test
  void aManifestThatIsNotInUtf8IsRefused() throws IOException {
    byte[] latin = manifest.toString().replace("ig", "\u00e9\u00e9").getBytes(ISO_8859_1);
    assertRefused(BundleFixture.zip(latin, weights), "the manifest is not in UTF-8");
    byte[] wide = manifest.toString().getBytes(UTF_16);
    assertRefused(BundleFixture.zip(wide, weights), "the manifest is not in UTF-8");
  }

  @Test
  void aHugeManifestIsRefused() throws IOException {
    byte[] huge = Arrays.copyOf(manifest.toString().getBytes(UTF_8), (4 << 20) + 1);
    Arrays.fill(huge, manifest.toString().length(), huge.length, (byte) ' ');
    assertRefused(
        BundleFixture.zip(huge, weights),
        "expected a manifest of at most 4194304 bytes, found 4194305");
  }

  @Test
  void aZipBombIsRefusedUnread() throws IOException {
    Map<String, byte[]> parts = new HashMap<>();
    parts.put(BundleWriter.MANIFEST, manifest.toString().getBytes(UTF_8));
    parts.put(BundleWriter.WEIGHTS, new byte[BOMB]);
    byte[] zip = BundleFixture.zip(parts, ZipEntry.DEFLATED);
    assertRefusedUnread(zip, "bytes of weights as the manifest says, found " + BOMB);
    // The manifest may lie along, up to what weights can shrink by.
    manifest.withObject("parts").withObject(BundleWriter.WEIGHTS).put("length", BOMB);
    node(manifest, 8).put("units", 19);
    node(manifest, 10).put("units", 1 << 20);
    parts.put(BundleWriter.MANIFEST, manifest.toString().getBytes(UTF_8));
    assertRefusedUnread(
        BundleFixture.zip(parts, ZipEntry.DEFLATED), "bytes claim to unpack to " + BOMB);
  }

  private void assertTextRefused(String json, String message) throws IOException {
    assertRefused(BundleFixture.zip(json.getBytes(UTF_8), weights), message);
  }

  private void assertManifestRefused(Consumer<ObjectNode> change, String message)
      throws IOException {
    ObjectNode changed = manifest.deepCopy();
    change.accept(changed);
    assertRefused(BundleFixture.zip(changed, weights), message);
  }

  private byte[] seal() {
    return BundleFixture.zip(manifest, weights);
  }

  private static ObjectNode node(ObjectNode manifest, int position) {
    return (ObjectNode) manifest.path("architecture").path("nodes").path(position);
  }

  private static ObjectNode provenance(ObjectNode manifest) {
    return (ObjectNode) manifest.path("provenance");
  }

  private static ObjectNode preprocessing(ObjectNode manifest) {
    return (ObjectNode) manifest.path("preprocessing");
  }

  private void assertRefused(byte[] bytes, String... messages) throws IOException {
    Path file = Files.write(folder.resolve("bad.cellclass"), bytes);
    assertThatExceptionOfType(MalformedBundleException.class)
        .isThrownBy(() -> ModelBundle.read(file))
        .withMessageStartingWith(file + ": ")
        .satisfies(refusal -> assertThat(refusal).hasMessageContainingAll(messages));
  }

  private void assertRefusedUnread(byte[] bytes, String message) throws IOException {
    assertRefused(bytes, message);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    assertThatExceptionOfType(MalformedBundleException.class)
        .isThrownBy(() -> ModelBundle.read(folder.resolve("bad.cellclass")));
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_ALLOCATED);
  }
}
