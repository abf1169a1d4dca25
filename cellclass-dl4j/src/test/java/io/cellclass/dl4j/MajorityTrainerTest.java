package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.Classifier;
import io.cellclass.Dataset;
import io.cellclass.Datasets;
import io.cellclass.Label;
import io.cellclass.Prediction;
import io.cellclass.Sample;
import io.cellclass.Trainer;
import io.cellclass.TrainingResult;
import io.cellclass.testkit.TrainerContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MajorityTrainerTest extends TrainerContract<Dl4jClassifier> {
  @Override
  protected Trainer<Dl4jClassifier> trainer(long seed) {
    return MajorityTrainer.of(seed);
  }

  /** It guesses. */
  @Override
  protected double easyAccuracy() {
    return 0.5;
  }

  @Test
  void everyImageGetsTheSharesOfTheTrainingImages(@TempDir Path folder) throws IOException {
    Dataset two = SmallModels.twoTypes(6, 1);
    Label second = two.labels().get(1);
    // Two of the first label, six of the second.
    List<Sample> samples = new ArrayList<>(two.samples());
    samples.removeAll(
        two.samples().stream().filter(s -> !s.label().equals(second)).skip(2).toList());
    Path file = folder.resolve("majority.cellclass");
    TrainingResult<Dl4jClassifier> result =
        trainer(1).train(Datasets.of(two.labels(), samples), SmallModels.twoTypes(2, 2));
    try (Dl4jClassifier classifier = result.classifier()) {
      classifier.save(file);
    }
    assertThat(result.history()).hasSize(1);
    assertThat(result.history().get(0).trainingAccuracy()).isEqualTo(0.75);
    assertThat(result.history().get(0).trainingLoss())
        .isCloseTo(-0.75 * Math.log(0.75) - 0.25 * Math.log(0.25), within(1e-12));
    assertThat(result.history().get(0).validationAccuracy()).isEqualTo(0.5);
    try (Classifier loaded = Classifier.load(file)) {
      for (Sample sample : samples) {
        Prediction prediction = loaded.classify(sample.image());
        assertThat(prediction.label()).isEqualTo(second);
        assertThat(prediction.confidence()).isCloseTo(0.75, within(1e-6));
      }
    }
  }
}
