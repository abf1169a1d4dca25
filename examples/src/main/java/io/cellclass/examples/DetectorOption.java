package io.cellclass.examples;

import io.cellclass.field.FieldModel;
import io.cellclass.segment.neural.NetworkDetector;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which detector finds cells. */
final class DetectorOption {
  @Option(
      names = "--model",
      paramLabel = "FILE",
      description =
          "The detector, as saved by train-detect. Without it, the ready one for red cells, white"
              + " cells and platelets: not for diagnosis, and not for any laboratory's images"
              + " (docs/segmentation.md).")
  private @Nullable Path file;

  /** What the detector is called. */
  String name() {
    return file == null
        ? "the ready one (cellclass-field-model)"
        : String.valueOf(file.getFileName());
  }

  NetworkDetector load() throws IOException {
    return file == null ? FieldModel.load() : NetworkDetector.load(file);
  }
}
