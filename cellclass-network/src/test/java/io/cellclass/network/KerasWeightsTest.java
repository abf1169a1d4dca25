package io.cellclass.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KerasWeightsTest {
  private static final int MUTANTS = 300;

  private final Path folder;

  KerasWeightsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void layersAreMatchedByTheOrderOfTheirNumbersAndTruncationIsNoticed() throws IOException {
    Map<String, Tensor> weights = RandomInception.weights();
    Path file = new KerasFile(0).with(weights).write(folder.resolve("from-zero.h5"));
    assertThat(KerasWeights.read(file)).isEqualTo(weights);
    assertThat(Backbone.kerasFile(file).range()).isEqualTo(new ValueRange(-1, 1));
    assertThat(Backbone.kerasFile(file, new ValueRange(0, 255)).range())
        .isEqualTo(new ValueRange(0, 255));
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (double share : new double[] {0.99, 0.5, 0.01}) {
        channel.truncate((long) (channel.size() * share));
        assertRefused(file);
      }
    }
  }

  @Test
  void layersMayBeNumberedOnFromAnotherModel() throws IOException {
    Map<String, Tensor> weights = RandomInception.weights();
    Path file = new KerasFile(95).with(weights).write(folder.resolve("from-95.h5"));
    assertThat(KerasWeights.read(file)).isEqualTo(weights);
  }

  @Test
  void textFileAndEmptyFileAreNoHdf5() throws IOException {
    assertRefused(Files.writeString(folder.resolve("text.h5"), "this is no HDF5 file"))
        .hasMessageContaining("HDF5");
    assertRefused(Files.createFile(folder.resolve("empty.h5"))).hasMessageContaining("HDF5");
  }

  @Test
  void missingFileAndFolderAreNamed() {
    assertThatThrownBy(() -> Backbone.kerasFile(folder.resolve("none.h5")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none.h5");
    assertThatThrownBy(() -> KerasWeights.read(folder))
        .isInstanceOf(IOException.class)
        .hasMessage(folder + ": expected a file, found a directory");
  }

  @Test
  void fileWithoutLayerNamesIsRefused() {
    try (WritableHdfFile hdf = HdfFile.write(folder.resolve("other.h5"))) {
      hdf.putDataset("data", new float[3]);
    }
    assertRefused(folder.resolve("other.h5")).hasMessageContaining("layer_names");
  }

  @Test
  void numberOfLayersIsChecked() {
    KerasFile fewer = new KerasFile(1);
    assertRefused(fewer.without(fewer.normalization(40)).write(folder.resolve("93.h5")))
        .hasMessageContaining("94")
        .hasMessageContaining("93")
        .hasMessageContaining("batch_normalization");
  }

  @Test
  void layerWithoutItsGroupIsNamed() {
    assertRefused(new KerasFile(1).write(folder.resolve("bare.h5")))
        .hasMessageContaining("conv2d_1");
  }

  @Test
  void kernelOfAnotherShapeIsNamed() {
    assertRefused(
            new KerasFile(1)
                .with("conv2d_1", "kernel:0", new float[3][3][1][32])
                .write(folder.resolve("grey.h5")))
        .hasMessageContaining("kernel of layer conv2d_1")
        .hasMessageContaining("[3, 3, 3, 32]")
        .hasMessageContaining("[3, 3, 1, 32]");
  }

  @Test
  void kernelOfAnotherTypeIsNamed() {
    assertRefused(
            new KerasFile(1)
                .with("conv2d_1", "kernel:0", new double[3][3][3][32])
                .write(folder.resolve("double.h5")))
        .hasMessageContaining("float32")
        .hasMessageContaining("double");
  }

  @Test
  void gammaAndBiasAreRefused() {
    KerasFile scaled = new KerasFile(1).with("conv2d_1", "kernel:0", new float[3][3][3][32]);
    for (String weight : new String[] {"gamma:0", "beta:0", "moving_mean:0", "moving_variance:0"}) {
      scaled.with("batch_normalization_1", weight, new float[32]);
    }
    assertRefused(scaled.write(folder.resolve("gamma.h5")))
        .hasMessageContaining("batch_normalization_1")
        .hasMessageContaining("gamma");
    KerasFile biased =
        new KerasFile(1)
            .with("conv2d_1", "kernel:0", new float[3][3][3][32])
            .with("conv2d_1", "bias:0", new float[32]);
    assertRefused(biased.write(folder.resolve("bias.h5"))).hasMessageContaining("bias");
  }

  @Test
  void mutatedFilesRaiseNothingButIoExceptions() throws IOException {
    byte[] original =
        Files.readAllBytes(
            new KerasFile(1)
                .with("conv2d_1", "kernel:0", new float[3][3][3][32])
                .write(folder.resolve("small.h5")));
    Random random = new Random(3);
    Path mutant = folder.resolve("mutant.h5");
    for (int i = 0; i < MUTANTS; i++) {
      byte[] bytes = original.clone();
      for (int edits = 1 + random.nextInt(8); edits > 0; edits--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      Files.write(mutant, bytes);
      assertRefused(mutant).hasMessageContaining("mutant.h5");
    }
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Path file) {
    return assertThatThrownBy(() -> KerasWeights.read(file))
        .isInstanceOf(MalformedWeightsException.class);
  }
}
