package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.Dataset;
import io.cellclass.Datasets;
import io.cellclass.Evaluation;
import io.cellclass.Label;
import io.cellclass.Sample;
import io.cellclass.network.SharedFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The paper's setting on microscope images; skipped where they are not. */
class RealCellsTest {
  private static final int IMAGES_PER_CLASS = 20;

  /** The recipe does better; at this size, and on a hundred images, some of it is chance. */
  private static final double ENOUGH = 0.9;

  @Test
  void fiftyImagesOfEachTypeAreEnoughToRecogniseOthers() throws IOException {
    Path csv = SharedFiles.require("data/pbc/paper-5x50.csv");
    Path unseenFolder = SharedFiles.require("data/pbc/val");
    Dataset training = Datasets.csv(csv);
    Dataset unseen = some(Datasets.folders(unseenFolder), training);
    assertThat(unseen.size()).isEqualTo(training.labels().size() * IMAGES_PER_CLASS);
    MultiDepthTrainer trainer =
        MultiDepthTrainer.builder(SmallModels.BACKBONE).size(128).views(1).seed(1).build();
    try (Dl4jClassifier classifier = trainer.train(training, unseen).classifier()) {
      assertThat(Evaluation.of(classifier, unseen).accuracy()).isGreaterThanOrEqualTo(ENOUGH);
    }
  }

  private static Dataset some(Dataset all, Dataset known) {
    Map<Label, Integer> taken = new HashMap<>();
    List<Sample> samples = new ArrayList<>();
    for (Sample sample : all.samples()) {
      if (known.labels().contains(sample.label())
          && taken.merge(sample.label(), 1, Integer::sum) <= IMAGES_PER_CLASS) {
        samples.add(sample);
      }
    }
    return Datasets.of(known.labels(), samples);
  }
}
