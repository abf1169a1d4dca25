package io.cellclass.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.Prediction;
import io.cellclass.RgbImage;
import io.cellclass.dl4j.Dl4jClassifier;
import io.cellclass.network.ModelBundle;
import io.cellclass.onnx.OnnxClassifier;
import io.cellclass.onnx.OnnxExport;
import io.cellclass.onnx.OnnxOptions;
import io.cellclass.onnx.OnnxQuantization;
import io.cellclass.tflite.TfliteClassifier;
import io.cellclass.tflite.TfliteExport;
import io.cellclass.tflite.TfliteExport.Weights;
import io.cellclass.wbc.WbcModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds ONNX Runtime and TensorFlow Lite against Deeplearning4j, with the ready classifier on
 * images of cells: 48 of them, or as many as the system property {@code cellclass.agreement.images}
 * says.
 */
class EngineAgreementTest {
  private static final int IMAGES = Integer.getInteger("cellclass.agreement.images", 48);

  /** Both compute in float32, and add in another order. */
  private static final double TOLERANCE = 1e-4;

  private final Path folder;

  EngineAgreementTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void bundlesAndExportsGiveTheProbabilitiesOfDeeplearning4j() throws IOException {
    List<RgbImage> images = images("pbc/val", IMAGES);
    ModelBundle bundle = readyBundle();
    Path export = folder.resolve("wbc.onnx");
    OnnxExport.write(bundle, export);
    Path lite = folder.resolve("wbc.tflite");
    TfliteExport.write(bundle, lite, Weights.FLOAT32);
    try (Dl4jClassifier dl4j = Dl4jClassifier.open(bundle);
        OnnxClassifier onnx = OnnxClassifier.open(bundle);
        OnnxClassifier exported = OnnxClassifier.load(export);
        TfliteClassifier tflite = TfliteClassifier.load(lite)) {
      List<Prediction> expected = dl4j.classify(images);
      List<Prediction> found = onnx.classify(images);
      assertAgrees(bundle.labels(), expected, found);
      assertThat(exported.classify(images)).isEqualTo(found);
      assertAgrees(bundle.labels(), expected, tflite.classify(images));
    }
  }

  private static void assertAgrees(
      LabelSet labels, List<Prediction> expected, List<Prediction> found) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i).label()).as("image %d", i).isEqualTo(expected.get(i).label());
      for (Label label : labels) {
        assertThat(found.get(i).probability(label))
            .as("%s in image %d", label.name(), i)
            .isCloseTo(expected.get(i).probability(label), within(TOLERANCE));
      }
    }
  }

  /** The bound of an export is 98 in 100, over images that were not calibrated with. */
  @Test
  void theQuantizedNetworkAgreesWithTheExactOne() throws IOException {
    List<RgbImage> images = images("pbc/val", IMAGES);
    ModelBundle bundle = readyBundle();
    OnnxQuantization quantization = OnnxQuantization.calibrate(bundle, images("pbc/train", 48));
    try (OnnxClassifier exact = OnnxClassifier.open(bundle);
        OnnxClassifier quantized = quantization.open(OnnxOptions.cpu())) {
      List<Prediction> expected = exact.classify(images);
      List<Prediction> found = quantized.classify(images);
      int agreeing = 0;
      for (int i = 0; i < images.size(); i++) {
        agreeing += found.get(i).label().equals(expected.get(i).label()) ? 1 : 0;
      }
      assertThat((double) agreeing / images.size()).isGreaterThanOrEqualTo(0.97);
      assertThat(found).isNotEqualTo(expected);
    }
  }

  private ModelBundle readyBundle() throws IOException {
    Path file = folder.resolve("wbc.cellclass");
    try (InputStream in =
        Objects.requireNonNull(WbcModel.class.getResourceAsStream("wbc.cellclass"))) {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    }
    return ModelBundle.read(file);
  }

  /** Spread evenly over the folder, and so over its labels. */
  private static List<RgbImage> images(String name, int count) throws IOException {
    String shared = System.getenv("CELLCLASS_SHARED");
    Path root = shared == null ? Path.of("..", "..", "shared") : Path.of(shared);
    Path data = root.resolve("data").resolve(name);
    assumeTrue(Files.isDirectory(data), () -> "without " + data.toAbsolutePath().normalize());
    List<Path> files;
    try (Stream<Path> all = Files.walk(data)) {
      files = all.filter(file -> file.toString().endsWith(".jpg")).sorted().toList();
    }
    List<RgbImage> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      images.add(RgbImage.read(files.get(i * files.size() / count)));
    }
    return images;
  }
}
