package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.EpochSummary;
import io.cellclass.RgbImage;
import io.cellclass.Trainer;
import io.cellclass.TrainingResult;
import io.cellclass.network.ModelBundle;
import io.cellclass.network.Tensor;
import io.cellclass.testkit.TrainerContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FineTuningTrainerTest extends TrainerContract<Dl4jClassifier> {
  @Override
  protected Trainer<Dl4jClassifier> trainer(long seed) {
    return small(seed).build();
  }

  private static FineTuningTrainer.Builder small(long seed) {
    return small(start(seed).build(), seed);
  }

  private static FineTuningTrainer.Builder small(Trainer<Dl4jClassifier> start, long seed) {
    return FineTuningTrainer.builder(start)
        .trainable(Trainable.blocks(1))
        .epochs(1)
        .batch(8)
        .seed(seed);
  }

  private static InceptionV3Trainer.Builder start(long seed) {
    return InceptionV3Trainer.builder(SmallModels.BACKBONE)
        .size(SmallModels.SIZE)
        .views(1)
        .epochs(20)
        .seed(seed);
  }

  /** Behind a start that has hardly learnt. */
  @Test
  void theLastBlockLearnsAndTheOthersStay(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("tuned.cellclass");
    Path checkpoints = folder.resolve("checkpoints");
    TrainingResult<Dl4jClassifier> result =
        small(start(1).epochs(2).learningRate(1e-6).build(), 1)
            .epochs(3)
            .learningRate(1e-3)
            .earlyStopping(new EarlyStopping(EarlyStopping.Measure.VALIDATION_LOSS, 9))
            .checkpoints(checkpoints)
            .build()
            .train(SmallModels.twoTypes(4, 1), SmallModels.twoTypes(3, 2));
    try (Dl4jClassifier classifier = result.classifier()) {
      classifier.save(file);
    }
    List<EpochSummary> history = result.history();
    assertThat(history).extracting(EpochSummary::epoch).containsExactly(1, 2, 3, 4, 5);
    double start = history.get(1).validationLoss();
    assertThat(history.subList(2, 5))
        .anySatisfy(epoch -> assertThat(epoch.validationLoss()).isLessThan(start));
    assertThat(Checkpoints.in(checkpoints)).hasSize(3);
    assertIsOfTheLastBlock(ModelBundle.read(file));
  }

  private static void assertIsOfTheLastBlock(ModelBundle bundle) {
    Map<String, Tensor> weights = bundle.network().weights();
    Map<String, Tensor> before = SmallModels.BACKBONE.weights();
    for (String frozen : new String[] {"conv2d_1/kernel", "conv2d_60/kernel"}) {
      assertThat(weights).containsEntry(frozen, before.get(frozen));
    }
    assertThat(weights).as("the last block is folded").doesNotContainKey("conv2d_94/kernel");
    assertThat(bundle.provenance().settings())
        .containsEntry("trainer", "FineTuningTrainer")
        .containsEntry("trainable", "blocks:1")
        .containsEntry("start trainer", "InceptionV3Trainer")
        .containsEntry("start views", "1");
  }

  /** At such a rate every epoch is worse than what it starts from. */
  @Test
  void whereNoEpochIsBetterTheStartsAnswersStay() throws IOException {
    List<RgbImage> images = List.of(SmallModels.twoTypes(1, 9).samples().get(0).image());
    TrainingResult<Dl4jClassifier> started =
        start(1).build().train(SmallModels.twoTypes(4, 1), SmallModels.twoTypes(3, 2));
    TrainingResult<Dl4jClassifier> tuned =
        small(1)
            .optimizer(Optimizer.sgd(0.9))
            .learningRate(50)
            .gradientClipping(1e3)
            .build()
            .train(SmallModels.twoTypes(4, 1), SmallModels.twoTypes(3, 2));
    try (Dl4jClassifier before = started.classifier();
        Dl4jClassifier after = tuned.classifier()) {
      double expected = before.classify(images).get(0).scores().get(0).probability();
      assertThat(after.classify(images).get(0).scores().get(0).probability())
          .isCloseTo(expected, within(1e-4));
    }
  }

  @Test
  void theHeadAloneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> small(1).trainable(Trainable.head()))
        .withMessageContaining("head");
  }
}
