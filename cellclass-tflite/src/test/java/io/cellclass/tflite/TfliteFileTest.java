package io.cellclass.tflite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cellclass.Label;
import io.cellclass.MalformedBundleException;
import io.cellclass.network.ModelBundle;
import io.cellclass.network.ModelMetadata;
import io.cellclass.tflite.TfliteExport.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.lite.schema.TensorType;
import org.tensorflow.lite.support.metadata.MetadataExtractor;
import org.tensorflow.lite.support.metadata.schema.AssociatedFileType;
import org.tensorflow.lite.support.metadata.schema.ColorSpaceType;
import org.tensorflow.lite.support.metadata.schema.ImageProperties;
import org.tensorflow.lite.support.metadata.schema.NormalizationOptions;
import org.tensorflow.lite.support.metadata.schema.ProcessUnitOptions;
import org.tensorflow.lite.support.metadata.schema.TensorMetadata;

/** Files are what TensorFlow's own reader of metadata, and a zip reader, say they are. */
class TfliteFileTest {
  private static final ModelBundle BUNDLE = SmallModels.TINY;

  private final Path folder;

  TfliteFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Path written() throws IOException {
    Path file = folder.resolve("model.tflite");
    TfliteExport.write(BUNDLE, file, Weights.FLOAT32);
    return file;
  }

  private static MetadataExtractor extractor(Path file) throws IOException {
    return new MetadataExtractor(ByteBuffer.wrap(Files.readAllBytes(file)));
  }

  @Test
  void metadataTellOfTheModel() throws IOException {
    MetadataExtractor found = extractor(written());
    assertThat(found.hasMetadata()).isTrue();
    assertThat(found.isMinimumParserVersionSatisfied()).isTrue();
    assertThat(found.getModelMetadata().name()).isEqualTo("cellclass");
    assertThat(found.getModelMetadata().version()).isEqualTo("1970-01-01T00:00:00Z");
    assertThat(found.getInputTensorCount()).isEqualTo(1);
    assertThat(found.getInputTensorShape(0)).containsExactly(1, 12, 12, 3);
    assertThat(found.getInputTensorType(0)).isEqualTo(TensorType.FLOAT32);
    assertThat(found.getOutputTensorCount()).isEqualTo(1);
    assertThat(found.getOutputTensorShape(0)).containsExactly(1, BUNDLE.labels().size());
  }

  @Test
  void normalizationMakesOfAPixelWhatThePreprocessingDoes() throws IOException {
    TensorMetadata input = extractor(written()).getInputTensorMetadata(0);
    ImageProperties image =
        (ImageProperties) input.content().contentProperties(new ImageProperties());
    assertThat(image.colorSpace()).isEqualTo(ColorSpaceType.RGB);
    assertThat(input.processUnitsLength()).isEqualTo(1);
    assertThat(input.processUnits(0).optionsType())
        .isEqualTo(ProcessUnitOptions.NormalizationOptions);
    NormalizationOptions options =
        (NormalizationOptions) input.processUnits(0).options(new NormalizationOptions());
    for (int channel = 0; channel < 3; channel++) {
      float mean = options.mean(channel);
      float std = options.std(channel);
      assertThat((0 - mean) / std)
          .isCloseTo(BUNDLE.preprocessing().range().low(), Offset.offset(1e-6f));
      assertThat((255 - mean) / std)
          .isCloseTo(BUNDLE.preprocessing().range().high(), Offset.offset(1e-6f));
    }
  }

  @Test
  void theOutputsLabelsAreAnAssociatedFile() throws IOException {
    MetadataExtractor found = extractor(written());
    TensorMetadata output = found.getOutputTensorMetadata(0);
    assertThat(output.associatedFilesLength()).isEqualTo(1);
    assertThat(output.associatedFiles(0).type()).isEqualTo(AssociatedFileType.TENSOR_AXIS_LABELS);
    try (InputStream labels = found.getAssociatedFile(output.associatedFiles(0).name())) {
      assertThat(new String(labels.readAllBytes(), UTF_8).lines())
          .containsExactlyElementsOf(BUNDLE.labels().asList().stream().map(Label::name).toList());
    }
  }

  @Test
  void whatCellclassKnowsBesideIsAnAssociatedFile() throws IOException {
    MetadataExtractor found = extractor(written());
    try (InputStream json = found.getAssociatedFile("cellclass.json")) {
      ModelMetadata metadata = ModelMetadata.parse("it", new String(json.readAllBytes(), UTF_8));
      assertThat(metadata.preprocessing()).isEqualTo(BUNDLE.preprocessing());
      assertThat(metadata.labels()).isEqualTo(BUNDLE.labels());
      assertThat(metadata.provenance()).isEqualTo(BUNDLE.provenance());
    }
  }

  @Test
  void aZipReaderFindsTheSameFiles() throws IOException {
    List<String> names = new ArrayList<>();
    try (ZipFile zip = new ZipFile(written().toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        names.add(entry.getName());
        assertThat(zip.getInputStream(entry).readAllBytes()).hasSize((int) entry.getSize());
      }
    }
    assertThat(names).containsExactly("labels.txt", "cellclass.json", "model.sha256");
  }

  @Test
  void equalBundlesAreEqualFiles() throws IOException {
    for (Weights weights : List.of(Weights.FLOAT32, Weights.FLOAT16, Weights.DYNAMIC)) {
      Path one = folder.resolve("one.tflite");
      Path other = folder.resolve("other.tflite");
      TfliteExport.write(BUNDLE, one, weights);
      TfliteExport.write(BUNDLE, other, weights);
      assertThat(other).hasSameBinaryContentAs(one);
    }
  }

  @Test
  void filesOfOthersAreRefused() throws IOException {
    TfliteFile ours = TfliteFile.read(written());
    byte[] bare = new byte[ours.model().remaining()];
    ours.model().get(bare);
    Path file = Files.write(folder.resolve("bare.tflite"), bare);
    assertThatExceptionOfType(MalformedBundleException.class)
        .isThrownBy(() -> TfliteClassifier.load(file))
        .withMessageStartingWith(file + ": no .tflite file of cellclass: expected")
        .withMessageContaining("zip");
  }

  @Test
  void aFileThatIsNeitherIsRefusedAsABundle() throws IOException {
    for (String content : List.of("", "no", "a file of words")) {
      Path file = Files.writeString(folder.resolve("words.tflite"), content);
      assertThatExceptionOfType(MalformedBundleException.class)
          .isThrownBy(() -> TfliteClassifier.load(file))
          .withMessageContaining("words.tflite");
    }
  }

  @Test
  void wholeNumbersNeedImages() {
    Path file = folder.resolve("no.tflite");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TfliteExport.write(BUNDLE, file, Weights.INT8))
        .withMessageContaining("writeInt8");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> TfliteExport.writeInt8(BUNDLE, file, List.of(), TfliteExport.Values.FLOAT32))
        .withMessageContaining("images to calibrate");
    assertThat(file).doesNotExist();
  }
}
