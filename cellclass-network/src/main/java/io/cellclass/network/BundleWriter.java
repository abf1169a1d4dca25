package io.cellclass.network;

import io.cellclass.MalformedBundleException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes bundles. The same bundle gives the same bytes. */
final class BundleWriter {
  static final String MANIFEST = "manifest.json";
  static final String WEIGHTS = "weights.safetensors";

  /**
   * Fixed, so that the file does not depend on when it is written. A local time: zip knows no
   * zones.
   */
  private static final LocalDateTime TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

  private BundleWriter() {}

  /** With all weights as float32. */
  static void write(ModelBundle bundle, Path file) throws IOException {
    write(manifest(bundle), bundle.network(), file);
  }

  /** With weights in 8 bits where that reproduces them to the last bit. */
  static void writeCompact(ModelBundle bundle, Path file) throws IOException {
    write(manifest(bundle), SafetensorsWriter.compact(bundle.network().weights(), Map.of()), file);
  }

  private static ManifestWriter manifest(ModelBundle bundle) {
    return weights -> {
      byte[] json = ManifestEncoder.encode(Manifest.of(bundle, weights));
      ManifestDecoder.decode(json);
      return json;
    };
  }

  /** Writes a manifest that a reader takes. */
  interface ManifestWriter {
    /**
     * The manifest beside these weights.
     *
     * @throws MalformedBundleException if a reader would refuse it
     */
    byte[] beside(Fingerprint weights) throws MalformedBundleException;
  }

  /** A manifest and a network's weights as float32. */
  static void write(ManifestWriter manifest, Network network, Path file) throws IOException {
    write(manifest, SafetensorsWriter.of(network.weights(), Map.of(), Map.of()), file);
  }

  private static void write(ManifestWriter writer, SafetensorsWriter tensors, Path file)
      throws IOException {
    AtomicFile.Content weights = tensors::write;
    Fingerprint weightsFingerprint = Fingerprint.of(weights);
    byte[] json = readable(writer, weightsFingerprint);
    AtomicFile.Content manifest = out -> out.write(json);
    AtomicFile.write(
        file,
        out -> {
          // Finished, not closed: the file behind it is still to be forced to disk.
          @SuppressWarnings("resource")
          ZipOutputStream zip = new ZipOutputStream(out);
          put(zip, MANIFEST, manifest, Fingerprint.of(manifest));
          put(zip, WEIGHTS, weights, weightsFingerprint);
          zip.finish();
        });
  }

  private static byte[] readable(ManifestWriter writer, Fingerprint weights) {
    try {
      return writer.beside(weights);
    } catch (MalformedBundleException e) {
      throw new IllegalArgumentException("the bundle cannot be written: " + e.getMessage(), e);
    }
  }

  /**
   * Stored, not deflated: weights hardly shrink, and what deflating gives depends on the machine's
   * zlib.
   */
  private static void put(
      ZipOutputStream zip, String name, AtomicFile.Content content, Fingerprint fingerprint)
      throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(TIME);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(fingerprint.length());
    entry.setCrc(fingerprint.crc());
    zip.putNextEntry(entry);
    content.writeTo(zip);
    zip.closeEntry();
  }
}
