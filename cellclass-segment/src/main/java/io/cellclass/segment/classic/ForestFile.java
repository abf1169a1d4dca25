package io.cellclass.segment.classic;

import io.cellclass.network.AtomicFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The file of a forest: {@code CCFOREST}, the version, the number of features and of trees as
 * big-endian int, the trees, and the SHA-256 of all that.
 */
final class ForestFile {
  private static final byte[] MAGIC = "CCFOREST".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;
  private static final int HASH_BYTES = 32;
  private static final int MOST_TREES = 10_000;
  private static final long MOST_BYTES = 1L << 30;

  private ForestFile() {}

  static void write(List<DecisionTree> trees, Path file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(MAGIC);
    out.writeInt(VERSION);
    out.writeInt(PixelFeatures.COUNT);
    out.writeInt(trees.size());
    for (DecisionTree tree : trees) {
      tree.write(out);
    }
    out.flush();
    byte[] content = bytes.toByteArray();
    AtomicFile.write(
        file,
        to -> {
          to.write(content);
          to.write(sha256(content, content.length));
        });
  }

  static List<DecisionTree> read(Path file) throws IOException {
    String name = file.toString();
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes((int) MOST_BYTES);
      if (bytes.length == MOST_BYTES) {
        throw new MalformedForestException(name, "it has 1 GB or more");
      }
    }
    int length = bytes.length - HASH_BYTES;
    if (length < MAGIC.length || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new MalformedForestException(name, "it does not begin with CCFOREST");
    }
    byte[] hash = Arrays.copyOfRange(bytes, length, bytes.length);
    if (!MessageDigest.isEqual(hash, sha256(bytes, length))) {
      throw new MalformedForestException(name, "its SHA-256 is not the one at its end");
    }
    int start = MAGIC.length;
    ByteArrayInputStream content = new ByteArrayInputStream(bytes, start, length - start);
    try {
      return trees(content, name);
    } catch (EOFException e) {
      MalformedForestException malformed = new MalformedForestException(name, "it ends too early");
      malformed.initCause(e);
      throw malformed;
    }
  }

  private static List<DecisionTree> trees(ByteArrayInputStream content, String name)
      throws IOException {
    DataInputStream in = new DataInputStream(content);
    int version = in.readInt();
    int features = in.readInt();
    int count = in.readInt();
    if (version != VERSION || features != PixelFeatures.COUNT || count < 1 || count > MOST_TREES) {
      throw new MalformedForestException(
          name,
          "it has version " + version + ", " + features + " features and " + count + " trees");
    }
    List<DecisionTree> trees = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      trees.add(DecisionTree.read(in, content.available(), name));
    }
    if (content.available() > 0) {
      throw new MalformedForestException(name, content.available() + " bytes follow the trees");
    }
    return trees;
  }

  private static byte[] sha256(byte[] bytes, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, 0, length);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
