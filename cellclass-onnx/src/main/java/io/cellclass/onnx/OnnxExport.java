package io.cellclass.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import io.cellclass.network.AtomicFile;
import io.cellclass.network.ModelBundle;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes bundles as ONNX files, which every runtime of ONNX reads (IR version 7, operator set 13),
 * with what {@link OnnxClassifier} needs beside the network in their metadata; {@code
 * docs/exports.md} tells the details.
 */
public final class OnnxExport {
  private OnnxExport() {}

  /**
   * Writes the network with weights in float32: about 4 bytes for each. The same bundle gives the
   * same bytes. A file that is there is replaced only by a whole one.
   *
   * @throws IllegalArgumentException if the bundle has no test vector, or its weights take more
   *     than 2 GiB
   * @throws java.nio.file.NoSuchFileException if the target's folder does not exist
   * @throws IOException if the target is a folder, or the file cannot be written
   */
  public static void write(ModelBundle bundle, Path file) throws IOException {
    OnnxFile model = OnnxFile.of(graph(bundle), bundle.metadata());
    AtomicFile.write(file, out -> out.write(model.bytes()));
  }

  static GraphProto graph(ModelBundle bundle) {
    return OnnxCompiler.compile(bundle.network().optimized());
  }
}
