package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cellclass.Classifier;
import io.cellclass.LabelSet;
import io.cellclass.Provenance;
import io.cellclass.RgbImage;
import io.cellclass.Sample;
import io.cellclass.testkit.ClassificationContract;
import io.cellclass.testkit.Leukocyte;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MorphologyClassifierTest extends ClassificationContract {
  private static final LabelSet LABELS = Leukocyte.labels();
  private static final LinearSoftmax SOFTMAX = random();

  /** Weights that spread the probabilities, as measures are up to some thousands. */
  private static LinearSoftmax random() {
    Random random = new Random(1);
    double[][] weights = new double[LABELS.size()][CellMorphology.of(pixel()).length];
    for (double[] row : weights) {
      for (int i = 0; i < row.length; i++) {
        row[i] = random.nextGaussian() / 1000;
      }
    }
    return new LinearSoftmax(weights, new double[LABELS.size()]);
  }

  private static RgbImage pixel() {
    return RgbImage.of(1, 1, new byte[3]);
  }

  @Override
  protected Classifier open() {
    Provenance provenance =
        new Provenance("0".repeat(64), 1, Map.of("trainer", "none"), Map.of(), Instant.EPOCH);
    return new MorphologyClassifier(LABELS, SOFTMAX, provenance);
  }

  @Test
  void answersDifferFromImageToImage() throws IOException {
    try (Classifier classifier = open()) {
      List<RgbImage> images = new ArrayList<>();
      for (Sample sample : SmallModels.cells(2, 3).samples()) {
        images.add(sample.image());
      }
      assertThat(classifier.classify(images)).hasSize(10).doesNotHaveDuplicates();
    }
  }

  @Test
  void itHasNoFileForm(@TempDir Path folder) {
    try (Classifier classifier = open()) {
      assertThatExceptionOfType(UnsupportedOperationException.class)
          .isThrownBy(() -> classifier.save(folder.resolve("baseline.cellclass")))
          .withMessageContaining("a bundle holds a network");
      assertThat(folder).isEmptyDirectory();
    }
  }
}
