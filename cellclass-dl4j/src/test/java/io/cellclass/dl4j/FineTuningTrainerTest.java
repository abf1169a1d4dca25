package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.cellclass.EpochSummary;
import io.cellclass.RgbImage;
import io.cellclass.Sample;
import io.cellclass.Trainer;
import io.cellclass.TrainingResult;
import io.cellclass.network.ModelBundle;
import io.cellclass.network.Tensor;
import io.cellclass.testkit.TrainerContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FineTuningTrainerTest extends TrainerContract<Dl4jClassifier> {
  @Override
  protected Trainer<Dl4jClassifier> trainer(long seed) {
    return small(seed).build();
  }

  private static FineTuningTrainer.Builder small(long seed) {
    return small(new ShallowTrainer(0.03, seed), seed);
  }

  private static FineTuningTrainer.Builder small(Trainer<Dl4jClassifier> start, long seed) {
    return FineTuningTrainer.builder(start)
        .trainable(Trainable.blocks(1))
        .epochs(2)
        .batch(8)
        .seed(seed);
  }

  /** And from each checkpoint the training goes on to the same bytes. */
  @Test
  void theLastBlockLearnsAndTheOtherStays(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("tuned.cellclass");
    Path checkpoints = folder.resolve("checkpoints");
    List<EpochSummary> history = saved(better(1).checkpoints(checkpoints), file);
    int before = history.size() - 3;
    assertThat(history)
        .extracting(EpochSummary::epoch)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, before + 3).boxed().toList());
    double start = history.get(before - 1).validationLoss();
    assertThat(history.subList(before, before + 3))
        .anySatisfy(epoch -> assertThat(epoch.validationLoss()).isLessThan(start));
    assertIsOfTheLastBlock(ModelBundle.read(file));
    assertThat(Checkpoints.in(checkpoints)).hasSize(3);
    for (Path checkpoint : Checkpoints.in(checkpoints)) {
      assertThat(CheckpointFile.read(checkpoint).state().stopping().bestEpoch()).isPositive();
      assertGoesOn(better(1), checkpoint, file, history);
    }
    assertThatExceptionOfType(CheckpointMismatchException.class)
        .isThrownBy(() -> saved(better(2).resume(checkpoints), file))
        .satisfies(mismatch -> assertThat(mismatch.setting()).isEqualTo("start seed"));
  }

  /** Behind a start of this seed that has hardly learnt. */
  private static FineTuningTrainer.Builder better(long startSeed) {
    return small(new ShallowTrainer(1000, startSeed), 1)
        .epochs(3)
        .learningRate(1e-4)
        .earlyStopping(new EarlyStopping(EarlyStopping.Measure.VALIDATION_LOSS, 9));
  }

  private static List<EpochSummary> saved(FineTuningTrainer.Builder builder, Path bundle)
      throws IOException {
    TrainingResult<Dl4jClassifier> result =
        builder.build().train(SmallModels.twoTypes(4, 1), SmallModels.twoTypes(3, 2));
    try (Dl4jClassifier classifier = result.classifier()) {
      classifier.save(bundle);
    }
    return result.history();
  }

  /** To the weights and the history of the training that was not interrupted. */
  private static void assertGoesOn(
      FineTuningTrainer.Builder builder, Path checkpoint, Path whole, List<EpochSummary> history)
      throws IOException {
    Path resumed = whole.resolveSibling("resumed.cellclass");
    List<EpochSummary> found = saved(builder.resume(checkpoint), resumed);
    assertThat(LoopFixture.timeless(found)).isEqualTo(LoopFixture.timeless(history));
    assertThat(Trainings.weights(resumed))
        .as("from %s", checkpoint)
        .isEqualTo(Trainings.weights(whole));
  }

  /** And from each checkpoint the training goes on to the same bytes, too. */
  @Test
  void whereNoEpochIsBetterTheStartsAnswersStay(@TempDir Path folder) throws IOException {
    ShallowTrainer start = new ShallowTrainer(0.03, 1);
    Path file = folder.resolve("tuned.cellclass");
    Path checkpoints = folder.resolve("checkpoints");
    List<EpochSummary> history = saved(worse(start).checkpoints(checkpoints), file);
    assertAnswersAs(start, file);
    assertThat(Checkpoints.in(checkpoints)).hasSize(2);
    for (Path checkpoint : Checkpoints.in(checkpoints)) {
      assertThat(CheckpointFile.read(checkpoint).state().stopping().bestEpoch()).isEqualTo(0);
      assertGoesOn(worse(start), checkpoint, file, history);
    }
  }

  /** At such a rate every epoch is worse than what it starts from. */
  private static FineTuningTrainer.Builder worse(Trainer<Dl4jClassifier> start) {
    return small(start, 1).optimizer(Optimizer.sgd(0.9)).learningRate(50).gradientClipping(1e3);
  }

  private static void assertIsOfTheLastBlock(ModelBundle bundle) {
    Map<String, Tensor> weights = bundle.network().weights();
    Map<String, Tensor> before = SmallModels.BACKBONE.weights();
    for (String frozen : new String[] {"conv2d_1/kernel", "conv2d_12/kernel"}) {
      assertThat(weights).containsEntry(frozen, before.get(frozen));
    }
    assertThat(weights).as("the last block is folded").doesNotContainKey("conv2d_19/kernel");
    assertThat(bundle.provenance().settings())
        .containsEntry("trainer", "FineTuningTrainer")
        .containsEntry("trainable", "blocks:1")
        .containsEntry("start trainer", "ShallowTrainer");
  }

  /** But for the temperature, which stretches all answers alike. */
  private static void assertAnswersAs(Trainer<Dl4jClassifier> start, Path tuned)
      throws IOException {
    List<RgbImage> images = new ArrayList<>();
    for (Sample sample : SmallModels.twoTypes(2, 9).samples()) {
      images.add(sample.image());
    }
    try (Dl4jClassifier before =
            start.train(SmallModels.twoTypes(4, 1), SmallModels.twoTypes(3, 2)).classifier();
        Dl4jClassifier after = Dl4jClassifier.load(tuned)) {
      double[] expected = logOdds(before, images);
      double[] found = logOdds(after, images);
      for (int i = 1; i < expected.length; i++) {
        assertThat(found[i] / found[0]).isCloseTo(expected[i] / expected[0], withinPercentage(1.0));
      }
      assertThat(expected[0] * found[0]).as("the same side").isPositive();
    }
  }

  /** Of the first label against the second. */
  private static double[] logOdds(Dl4jClassifier classifier, List<RgbImage> images) {
    return classifier.classify(images).stream()
        .mapToDouble(
            prediction ->
                Math.log(
                    prediction.probability(classifier.labels().get(0))
                        / prediction.probability(classifier.labels().get(1))))
        .toArray();
  }

  @Test
  void theHeadAloneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> small(1).trainable(Trainable.head()))
        .withMessageContaining("head");
  }
}
