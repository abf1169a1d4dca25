package io.cellclass.tflite;

import io.cellclass.Classifier;
import io.cellclass.testkit.ClassifierContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract for a classifier of a {@code .tflite} file of whole numbers, which saves such a
 * file.
 */
class TfliteFileClassifierTest extends ClassifierContract {
  private static Path file = Path.of("");

  @BeforeAll
  static void write(@TempDir Path folder) throws IOException {
    file = folder.resolve("small.tflite");
    TfliteExport.writeInt8(
        SmallModels.INCEPTION, file, SmallModels.images(2), TfliteExport.Values.UINT8);
  }

  @Override
  protected Classifier open() throws IOException {
    return TfliteClassifier.load(file);
  }

  @Override
  protected Classifier load(Path saved) throws IOException {
    return TfliteClassifier.load(saved);
  }

  /** Images are computed one by one, whatever they are given with. */
  @Override
  protected double tolerance() {
    return 0;
  }
}
