package io.cellclass.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import io.cellclass.Label;
import io.cellclass.MalformedBundleException;
import io.cellclass.network.ModelMetadata;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * An ONNX file as cellclass writes it.
 *
 * <p>Native code never sees a file that was not checked: it carries the SHA-256 of all its other
 * bytes, and {@link GraphChecks} knows what a graph may hold. A reader takes memory for what the
 * file holds.
 */
final class OnnxFile {
  /** The most that protobuf can hold in one message. */
  private static final long MOST_BYTES = Integer.MAX_VALUE - 64;

  /** The tag of the first field that is written, the IR version. */
  private static final int FIRST_BYTE = 8;

  private final byte[] bytes;
  private final ModelMetadata metadata;

  private OnnxFile(byte[] bytes, ModelMetadata metadata) {
    this.bytes = bytes;
    this.metadata = metadata;
  }

  /** The model of a graph, without metadata. */
  static ModelProto.Builder model(GraphProto graph) {
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(OnnxFormat.IR_VERSION)
            .setProducerName(OnnxFormat.PRODUCER)
            .setProducerVersion(version())
            .setGraph(graph);
    model.addOpsetImportBuilder().setDomain("").setVersion(OnnxFormat.OPSET);
    return model;
  }

  /**
   * The file of this graph.
   *
   * @throws IllegalArgumentException if the metadata has no test vector
   */
  static OnnxFile of(GraphProto graph, ModelMetadata metadata) {
    ModelProto.Builder model = model(graph);
    put(model, OnnxFormat.METADATA, metadata.json());
    put(model, OnnxFormat.LABELS, lines(metadata));
    return new OnnxFile(signed(model), metadata);
  }

  /** The bytes of a model with the SHA-256 of all that it held before. */
  static byte[] signed(ModelProto.Builder model) {
    put(model, OnnxFormat.SHA256, sha256(model.build()));
    return model.build().toByteArray();
  }

  private static void put(ModelProto.Builder model, String key, String value) {
    model.addMetadataPropsBuilder().setKey(key).setValue(value);
  }

  private static String lines(ModelMetadata metadata) {
    return StreamSupport.stream(metadata.labels().spliterator(), false)
        .map(Label::name)
        .collect(Collectors.joining("\n"));
  }

  private static String version() {
    String version = OnnxFile.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }

  /** Whether a file begins as an ONNX file of cellclass does, and so no bundle. */
  static boolean isOnnx(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.read() == FIRST_BYTE;
    }
  }

  /**
   * Reads a file.
   *
   * @throws MalformedBundleException if it is not a whole, unaltered ONNX file that cellclass wrote
   * @throws IOException if it cannot be read
   */
  static OnnxFile read(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new MalformedBundleException(
          file + ": expected at most " + MOST_BYTES + " bytes, found " + Files.size(file));
    }
    return of(file.toString(), Files.readAllBytes(file));
  }

  /** The same, of bytes that the caller gives up. */
  static OnnxFile of(String name, byte[] bytes) throws MalformedBundleException {
    try {
      ModelProto model = parse(bytes);
      Map<String, String> properties = properties(model);
      requireUnaltered(model, properties);
      ModelMetadata metadata = ModelMetadata.parse(name, property(properties, OnnxFormat.METADATA));
      if (!property(properties, OnnxFormat.LABELS).equals(lines(metadata))) {
        throw new MalformedBundleException("its labels are not those of its metadata");
      }
      GraphChecks.check(model, metadata);
      return new OnnxFile(bytes, metadata);
    } catch (InvalidProtocolBufferException e) {
      throw new MalformedBundleException(name + ": no ONNX file: " + e.getMessage(), e);
    } catch (MalformedBundleException e) {
      throw new MalformedBundleException(
          name + ": not a whole ONNX file of cellclass: " + e.getMessage(), e);
    }
  }

  private static ModelProto parse(byte[] bytes)
      throws InvalidProtocolBufferException, MalformedBundleException {
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    // Weights are views of the file's bytes, which nobody changes.
    in.enableAliasing(true);
    ModelProto model;
    try {
      model = ModelProto.parseFrom(in);
    } catch (InvalidProtocolBufferException e) {
      throw e;
    } catch (IOException e) {
      throw new InvalidProtocolBufferException(e);
    }
    // Two readers may differ on bytes that a writer would not have written so.
    String given = HexFormat.of().formatHex(sha256().digest(bytes));
    if (model.getSerializedSize() != bytes.length || !sha256(model).equals(given)) {
      throw new MalformedBundleException("expected the bytes that a writer of ONNX gives");
    }
    return model;
  }

  private static Map<String, String> properties(ModelProto model) throws MalformedBundleException {
    Map<String, String> properties = new HashMap<>();
    for (var property : model.getMetadataPropsList()) {
      if (properties.put(property.getKey(), property.getValue()) != null) {
        throw new MalformedBundleException("a key of its metadata stands there twice");
      }
    }
    if (properties.size() != 3) {
      throw new MalformedBundleException(
          "expected three entries of metadata, found " + properties.size());
    }
    return properties;
  }

  private static String property(Map<String, String> properties, String key)
      throws MalformedBundleException {
    String value = properties.get(key);
    if (value == null) {
      throw new MalformedBundleException("its metadata has no entry " + key);
    }
    return value;
  }

  private static void requireUnaltered(ModelProto model, Map<String, String> properties)
      throws MalformedBundleException {
    String expected = property(properties, OnnxFormat.SHA256);
    ModelProto.Builder rest = model.toBuilder();
    rest.removeMetadataProps(rest.getMetadataPropsCount() - 1);
    String found = sha256(rest.build());
    if (!found.equals(expected)) {
      throw new MalformedBundleException("expected the SHA-256 " + expected + ", found " + found);
    }
  }

  private static String sha256(ModelProto model) {
    MessageDigest digest = sha256();
    try {
      model.writeTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The file's own bytes: not to be changed. */
  byte[] bytes() {
    return bytes;
  }

  ModelMetadata metadata() {
    return metadata;
  }
}
