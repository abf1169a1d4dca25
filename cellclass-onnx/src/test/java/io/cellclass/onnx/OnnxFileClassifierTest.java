package io.cellclass.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.Classifier;
import io.cellclass.RgbImage;
import io.cellclass.testkit.ClassifierContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A classifier that was opened from an exported file. */
class OnnxFileClassifierTest extends ClassifierContract {
  private static Path file = Path.of("");

  @BeforeAll
  static void export() throws IOException {
    file = Files.createTempFile("small", ".onnx");
    OnnxExport.write(SmallModels.BUNDLE, file);
  }

  @AfterAll
  static void remove() throws IOException {
    Files.delete(file);
  }

  @Override
  protected Classifier open() throws IOException {
    return OnnxClassifier.load(file);
  }

  @Override
  protected Classifier load(Path saved) throws IOException {
    return OnnxClassifier.load(saved);
  }

  @Test
  void itAnswersAsTheBundleDoes() throws IOException {
    List<RgbImage> images = SmallModels.images(2);
    try (Classifier exported = open();
        Classifier bundle = OnnxClassifier.open(SmallModels.BUNDLE)) {
      assertThat(exported.classify(images)).isEqualTo(bundle.classify(images));
      assertThat(exported.labels()).isEqualTo(bundle.labels());
      assertThat(exported.provenance()).isEqualTo(bundle.provenance());
    }
  }

  @Test
  void savingCopiesTheFileEvenWhenItIsGone(@TempDir Path folder) throws IOException {
    Path gone = folder.resolve("gone.onnx");
    Path saved = folder.resolve("saved.onnx");
    Files.copy(file, gone);
    try (Classifier classifier = OnnxClassifier.load(gone)) {
      Files.delete(gone);
      classifier.save(saved);
    }
    assertThat(saved).hasSameBinaryContentAs(file);
  }

  @Test
  void theSameBundleIsTheSameBytes(@TempDir Path folder) throws IOException {
    Path again = folder.resolve("again.onnx");
    OnnxExport.write(SmallModels.BUNDLE, again);
    assertThat(again).hasSameBinaryContentAs(file);
  }
}
