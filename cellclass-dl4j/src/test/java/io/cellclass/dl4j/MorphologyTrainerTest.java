package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.Trainer;
import io.cellclass.testkit.TrainerContract;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class MorphologyTrainerTest extends TrainerContract<MorphologyClassifier> {
  @Override
  protected Trainer<MorphologyClassifier> trainer(long seed) {
    return MorphologyTrainer.of(seed);
  }

  @Test
  void whatWasChosenStandsInTheSettings() throws IOException {
    try (MorphologyClassifier classifier =
        trainer(1).train(SmallModels.twoTypes(4, 1), SmallModels.twoTypes(2, 2)).classifier()) {
      assertThat(classifier.provenance().settings())
          .containsEntry("trainer", "MorphologyTrainer")
          .containsEntry("features", "63")
          .containsKeys("lambda", "temperature");
    }
  }
}
