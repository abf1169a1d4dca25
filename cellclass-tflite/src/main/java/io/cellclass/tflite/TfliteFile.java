package io.cellclass.tflite;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.MalformedBundleException;
import io.cellclass.network.AtomicFile;
import io.cellclass.network.ModelMetadata;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;

/**
 * A {@code .tflite} file of cellclass: a flatbuffer, and behind it a zip with the labels, with what
 * cellclass has to know beside, and with the flatbuffer's hash. Immutable.
 */
final class TfliteFile {
  static final String LABELS = "labels.txt";
  static final String METADATA = "cellclass.json";
  static final String HASH = "model.sha256";

  private static final ImmutableSet<String> FILES = ImmutableSet.of(LABELS, METADATA, HASH);

  /** Where a flatbuffer tells its kind. */
  private static final int IDENTIFIER_AT = 4;

  private static final byte[] IDENTIFIER = {'T', 'F', 'L', '3'};

  private final ByteBuffer model;
  private final LiteGraph graph;
  private final ModelMetadata metadata;

  private TfliteFile(ByteBuffer model, LiteGraph graph, ModelMetadata metadata) {
    this.model = model;
    this.graph = graph;
    this.metadata = metadata;
  }

  /** The file of a graph. */
  static TfliteFile of(LiteGraph graph, ModelMetadata metadata) {
    return new TfliteFile(encode(graph, metadata), graph, metadata);
  }

  private static ByteBuffer encode(LiteGraph graph, ModelMetadata metadata) {
    Boundary boundary = Boundary.of(graph);
    return ModelEncoder.encode(
        graph, ImmutableMap.of(MetadataEncoder.NAME, MetadataEncoder.encode(metadata, boundary)));
  }

  /** Whether a file says that it is a model of TensorFlow Lite. */
  static boolean isTflite(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(IDENTIFIER_AT + IDENTIFIER.length);
      return ByteBuffer.wrap(
              start,
              Math.min(start.length, IDENTIFIER_AT),
              Math.max(0, start.length - IDENTIFIER_AT))
          .equals(ByteBuffer.wrap(IDENTIFIER));
    }
  }

  /**
   * Reads a file that {@link #write} wrote. Everything that native code will follow is looked at.
   *
   * @throws MalformedBundleException if it is another; the message names the file, what was
   *     expected and what was found
   */
  static TfliteFile read(Path file) throws IOException {
    long size = Files.size(file);
    if (size > Integer.MAX_VALUE - 8) {
      throw new MalformedBundleException(
          file + ": expected less than 2 GiB, found " + size + " bytes");
    }
    ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file)).asReadOnlyBuffer();
    try {
      return read(file.toString(), all);
    } catch (IllegalArgumentException e) {
      throw new MalformedBundleException(
          file + ": no .tflite file of cellclass: " + e.getMessage(), e);
    }
  }

  private static TfliteFile read(String name, ByteBuffer all) throws MalformedBundleException {
    AppendedZip.Read zip = AppendedZip.read(all);
    if (!zip.files().keySet().equals(FILES)) {
      throw new IllegalArgumentException(
          "expected the associated files " + FILES + ", found " + zip.files().keySet());
    }
    ByteBuffer model = all.duplicate().limit(zip.start()).slice();
    requireSame(HASH, text(zip, HASH), sha256(model));
    ModelMetadata metadata = ModelMetadata.parse(name, text(zip, METADATA));
    requireSame(LABELS, text(zip, LABELS), lines(metadata.labels()));
    LiteGraph graph = ModelDecoder.decode(model);
    GraphChecks.check(graph, metadata.preprocessing().size(), metadata.labels().size());
    // What was not read, such as where tables lie, is as it is written here.
    if (!encode(graph, metadata).equals(model)) {
      throw new IllegalArgumentException(
          "expected a model as cellclass writes it, found one of another program or metadata that"
              + " differ from "
              + METADATA);
    }
    return new TfliteFile(model, graph, metadata);
  }

  private static void requireSame(String file, String found, String expected) {
    if (!found.equals(expected)) {
      throw new IllegalArgumentException(
          "expected " + shortened(expected) + " in " + file + ", found " + shortened(found));
    }
  }

  private static String shortened(String text) {
    return "\"" + (text.length() > 100 ? text.substring(0, 100) + "..." : text) + "\"";
  }

  private static String text(AppendedZip.Read zip, String name) {
    return new String(zip.files().getOrDefault(name, new byte[0]), UTF_8);
  }

  private static String lines(LabelSet labels) {
    return labels.asList().stream().map(Label::name).collect(Collectors.joining("\n"));
  }

  private static String sha256(ByteBuffer bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes.duplicate());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Writes the file: a whole one or none, the same bytes each time. */
  void write(Path file) throws IOException {
    ByteBuffer zip =
        AppendedZip.write(
            model.remaining(),
            ImmutableMap.of(
                LABELS, lines(metadata.labels()).getBytes(UTF_8),
                METADATA, metadata.json().getBytes(UTF_8),
                HASH, sha256(model).getBytes(UTF_8)));
    AtomicFile.write(
        file,
        out -> {
          WritableByteChannel channel = Channels.newChannel(out);
          channel.write(model.duplicate());
          channel.write(zip.duplicate());
        });
  }

  /** The flatbuffer. */
  ByteBuffer model() {
    return model.duplicate();
  }

  LiteGraph graph() {
    return graph;
  }

  ModelMetadata metadata() {
    return metadata;
  }
}
