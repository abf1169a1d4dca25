package io.cellclass.network;

import com.google.common.primitives.ImmutableIntArray;
import io.cellclass.MalformedBundleException;
import io.cellclass.network.Manifest.Architecture;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipException;

/** Reads bundles. Whatever the bytes, it gives a bundle or a {@link MalformedBundleException}. */
final class BundleReader {
  /**
   * What the safetensors header may take for a tensor, and beside them: names are at most 256
   * characters long.
   */
  private static final long HEADER_BYTES_PER_TENSOR = 2048;

  private static final long HEADER_BYTES = 1 << 16;

  private final ZipParts parts;

  private BundleReader(ZipParts parts) {
    this.parts = parts;
  }

  /** Makes something of a bundle's parts. */
  interface Content<T> {
    T of(BundleReader reader) throws IOException;
  }

  static ModelBundle read(Path file) throws IOException {
    return read(file, reader -> reader.read(file.toString()));
  }

  /** Reads a file of a manifest and weights. */
  static <T> T read(Path file, Content<T> content) throws IOException {
    InputFile.requireNoDirectory(file);
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      ZipParts parts = ZipParts.of(channel, List.of(BundleWriter.MANIFEST, BundleWriter.WEIGHTS));
      return content.of(new BundleReader(parts));
    } catch (MalformedBundleException
        | ZipException
        | EOFException
        | IllegalArgumentException
        | ArithmeticException e) {
      throw new MalformedBundleException(
          file + ": not a whole bundle of cellclass: " + e.getMessage(), e);
    }
  }

  private ModelBundle read(String name) throws IOException {
    Manifest manifest = ManifestDecoder.decode(readManifest());
    return ModelBundle.of(
        name,
        readNetwork(manifest.architecture(), manifest.weightsLength(), manifest.weightsSha256()),
        manifest.preprocessing(),
        manifest.labels(),
        manifest.provenance(),
        manifest.testVectors());
  }

  /**
   * The network of an architecture, with the weights of the file.
   *
   * @param length of the weights' part, as the manifest says
   * @param sha256 likewise
   */
  Network readNetwork(Architecture architecture, long length, String sha256) throws IOException {
    Map<String, ImmutableIntArray> shapes =
        NetworkLimits.require(architecture.input(), architecture.nodes());
    requireLength(shapes, length);
    return Network.of(
        architecture.input(),
        architecture.nodes(),
        architecture.outputs(),
        readWeights(length, sha256, shapes));
  }

  byte[] readManifest() throws IOException {
    ManifestJson.requireLength(parts.length(BundleWriter.MANIFEST));
    parts.verify(BundleWriter.MANIFEST);
    try (InputStream in = parts.open(BundleWriter.MANIFEST)) {
      return in.readAllBytes();
    }
  }

  /** Before anything of that length is read. */
  private void requireLength(Map<String, ImmutableIntArray> shapes, long claimed)
      throws MalformedBundleException {
    long found = parts.length(BundleWriter.WEIGHTS);
    if (found != claimed) {
      throw new MalformedBundleException(
          "expected " + claimed + " bytes of weights as the manifest says, found " + found);
    }
    // From one byte for each weight, all in 8 bits, to four.
    long least = NetworkLimits.weights(shapes);
    long most = Float.BYTES * least + HEADER_BYTES + HEADER_BYTES_PER_TENSOR * shapes.size();
    if (claimed < least || claimed > most) {
      throw new MalformedBundleException(
          "expected from "
              + least
              + " to "
              + most
              + " bytes for the network's weights, found "
              + claimed);
    }
  }

  private Map<String, Tensor> readWeights(
      long length, String expected, Map<String, ImmutableIntArray> shapes) throws IOException {
    String sha256 = parts.verify(BundleWriter.WEIGHTS).sha256();
    if (!sha256.equals(expected)) {
      throw new MalformedBundleException(
          BundleWriter.WEIGHTS + ": expected the SHA-256 " + expected + ", found " + sha256);
    }
    Map<String, Tensor> tensors;
    try (InputStream in = parts.open(BundleWriter.WEIGHTS)) {
      tensors = Safetensors.read(in, length).tensors();
    } catch (MalformedWeightsException e) {
      throw new MalformedBundleException(BundleWriter.WEIGHTS + ": " + e.getMessage(), e);
    }
    for (String tensor : tensors.keySet()) {
      if (!shapes.containsKey(tensor)) {
        throw new MalformedBundleException(
            "the weight " + SafetensorsHeader.quoted(tensor) + " belongs to no node");
      }
    }
    return tensors;
  }
}
