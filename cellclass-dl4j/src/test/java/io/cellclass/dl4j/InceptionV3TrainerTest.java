package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.Lists;
import io.cellclass.Dataset;
import io.cellclass.Datasets;
import io.cellclass.ImageSource;
import io.cellclass.LabelSet;
import io.cellclass.RgbImage;
import io.cellclass.Sample;
import io.cellclass.Trainer;
import io.cellclass.network.Backbone;
import io.cellclass.network.Framing.WholeImage;
import io.cellclass.network.ModelBundle;
import io.cellclass.network.Operation.Dense;
import io.cellclass.network.Operation.Dropout;
import io.cellclass.network.Preprocessing;
import io.cellclass.network.ValueRange;
import io.cellclass.testkit.TrainerContract;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InceptionV3TrainerTest extends TrainerContract<Dl4jClassifier> {
  @Override
  protected Trainer<Dl4jClassifier> trainer(long seed) {
    return small(seed).build();
  }

  /** Less than by default: the deepest block has one value a channel at 75 pixels. */
  @Override
  protected double easyAccuracy() {
    return 0.7;
  }

  private static InceptionV3Trainer.Builder small(long seed) {
    return small(SmallModels.BACKBONE, seed);
  }

  private static InceptionV3Trainer.Builder small(Backbone backbone, long seed) {
    return InceptionV3Trainer.builder(backbone)
        .size(SmallModels.SIZE)
        .views(1)
        .epochs(20)
        .seed(seed);
  }

  private static void assertHasThePapersHead(ModelBundle bundle) {
    assertThat(bundle.preprocessing())
        .isEqualTo(
            new Preprocessing(new WholeImage(), SmallModels.SIZE, SmallModels.BACKBONE.range()));
    assertThat(bundle.network().node("dense").operation()).isEqualTo(new Dense(128, true));
    assertThat(bundle.network().node("dropout").operation()).isEqualTo(new Dropout(0.5));
    assertThat(bundle.network().shape(PooledBlocks.FEATURES).channels()).isEqualTo(2048);
    assertThat(bundle.provenance().settings())
        .containsEntry("trainer", "InceptionV3Trainer")
        .containsEntry("size", "75")
        .containsEntry("views", "1")
        .containsEntry("epochs", "4")
        .containsEntry("backbone", SmallModels.BACKBONE.source())
        .hasEntrySatisfying(
            "augmentation",
            text ->
                assertThat(text)
                    .contains("HorizontalFlip", "Rotation[degrees=-15.0..15.0]", "Shear"));
  }

  @Test
  void theDefaultsAreThePapers() {
    assertThat(InceptionV3Trainer.builder(SmallModels.BACKBONE).settings("a trainer"))
        .containsEntry("trainable", "head")
        .containsEntry("size", "224")
        .containsEntry("views", "8")
        .containsEntry("epochs", "100")
        .containsEntry("batch", "16")
        .containsEntry("dropout", "0.5")
        .containsEntry("optimizer", "Adam[beta1=0.9, beta2=0.999, epsilon=1.0E-8]")
        .containsEntry("learningRate", "0.001")
        .containsEntry("schedule", "ReduceOnPlateau[factor=0.5, patience=5, floor=1.0E-6]")
        .containsEntry("earlyStopping", "VALIDATION_ACCURACY")
        .containsEntry("patience", "10")
        .containsEntry("labelSmoothing", "0.0")
        .containsEntry("balance", "none")
        .containsEntry("gradientClipping", "Infinity");
  }

  /** Two epochs on the last block at the smallest size, and the second again. */
  @Test
  void aTrainingOfTheLastBlockGoesOnToTheSameWeights(@TempDir Path folder) throws IOException {
    Path checkpoints = folder.resolve("checkpoints");
    InceptionV3Trainer.Builder deep =
        small(3)
            .trainable(Trainable.blocks(1))
            .epochs(2)
            .batch(4)
            .cellCentred(true)
            .balance(Balance.SAMPLING)
            .labelSmoothing(0.1)
            .gradientClipping(5);
    ModelBundle whole = trained(deep.checkpoints(checkpoints));
    assertThat(Checkpoints.in(checkpoints)).hasSize(2);
    Path first = checkpoints.resolve("epoch-000001.safetensors");
    // Views are for heads.
    assertSameWeights(trained(deep.resume(first).views(5)), whole);

    assertThatExceptionOfType(CheckpointMismatchException.class)
        .isThrownBy(() -> trained(deep.batch(5)))
        .withMessageContainingAll(first.toString(), "batch", "4", "5");
    assertThatExceptionOfType(CheckpointMismatchException.class)
        .isThrownBy(
            () ->
                deep.batch(4).build().train(SmallModels.twoTypes(3, 7), SmallModels.twoTypes(2, 2)))
        .satisfies(other -> assertThat(other.setting()).isEqualTo("dataHash"));
  }

  @Test
  void aHeadGoesOnToTheSameWeights(@TempDir Path folder) throws IOException {
    Path checkpoints = folder.resolve("checkpoints");
    InceptionV3Trainer.Builder head = small(3).epochs(4).checkpoints(checkpoints);
    ModelBundle whole = trained(head.keepCheckpoints(2));
    assertHasThePapersHead(whole);
    assertThat(Checkpoints.in(checkpoints))
        .containsExactly(
            checkpoints.resolve("epoch-000003.safetensors"),
            checkpoints.resolve("epoch-000004.safetensors"));
    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() -> trained(head))
        .withMessageContaining(checkpoints.toString());

    Files.delete(checkpoints.resolve("epoch-000004.safetensors"));
    head.resume(checkpoints);
    assertOtherConditionsAreRefusedBeforeAnImageIsRead(checkpoints);
    // No matter to a head.
    assertSameWeights(trained(head.updateBatchNorm(true).backboneRate(0.7)), whole);
  }

  private static ModelBundle trained(InceptionV3Trainer.Builder builder) throws IOException {
    try (Dl4jClassifier classifier =
        builder
            .build()
            .train(SmallModels.twoTypes(3, 1), SmallModels.twoTypes(2, 2))
            .classifier()) {
      return classifier.bundle();
    }
  }

  /** To the last bit. */
  private static void assertSameWeights(ModelBundle one, ModelBundle other) {
    assertThat(one.network().weights().equals(other.network().weights())).isTrue();
  }

  private static void assertOtherConditionsAreRefusedBeforeAnImageIsRead(Path checkpoints)
      throws IOException {
    Dataset unread = unread(SmallModels.twoTypes(3, 1).labels());
    Dataset turned = unread(LabelSet.of(Lists.reverse(unread.labels().asList())));
    assertRefused(resuming(SmallModels.BACKBONE, 3, checkpoints), turned, "labels");
    assertRefused(resuming(SmallModels.BACKBONE, 4, checkpoints), unread, "seed");
    Backbone otherRange =
        Backbone.of(
            SmallModels.BACKBONE.weights(), ValueRange.SIGNED, SmallModels.BACKBONE.source());
    assertRefused(resuming(otherRange, 3, checkpoints), unread, "pixels");
    InceptionV3Trainer.Builder centred =
        resuming(SmallModels.BACKBONE, 3, checkpoints).cellCentred(true);
    assertRefused(centred, unread, "cellCentred");
  }

  private static InceptionV3Trainer.Builder resuming(
      Backbone backbone, long seed, Path checkpoints) {
    return small(backbone, seed).epochs(4).resume(checkpoints);
  }

  private static void assertRefused(
      InceptionV3Trainer.Builder builder, Dataset data, String setting) {
    assertThatExceptionOfType(CheckpointMismatchException.class)
        .isThrownBy(() -> builder.build().train(data, data))
        .satisfies(mismatch -> assertThat(mismatch.setting()).isEqualTo(setting));
  }

  private static Dataset unread(LabelSet labels) {
    return Datasets.of(
        labels,
        labels.asList().stream()
            .map(label -> new Sample(label.name(), label, new Unread(label.name())))
            .toList());
  }

  private record Unread(String name) implements ImageSource {
    @Override
    public RgbImage read() {
      throw new AssertionError(name + " was read");
    }
  }

  @Test
  void checkpointsNeedAnAugmentationThatTheNextRunRecognises(@TempDir Path folder) {
    InceptionV3Trainer.Builder lambda = small(1).augmentation((image, random) -> image);
    assertThat(lambda.build()).isNotNull();
    lambda.checkpoints(folder);
    assertThatIllegalArgumentException()
        .isThrownBy(lambda::build)
        .withMessageContainingAll("augmentation", "record");
    InceptionV3Trainer.Builder resumed = small(1).augmentation((image, random) -> image);
    resumed.resume(folder);
    assertThatIllegalArgumentException().isThrownBy(resumed::build);
  }

  @Test
  void settingsThatDoNotMatterAreNone() {
    InceptionV3Trainer.Builder builder = InceptionV3Trainer.builder(SmallModels.BACKBONE);
    assertThat(builder.settings("a trainer"))
        .containsKey("views")
        .doesNotContainKeys("updateBatchNorm", "backboneRate");
    assertThat(builder.trainable(Trainable.blocks(2)).settings("a trainer"))
        .containsKeys("updateBatchNorm", "backboneRate")
        .doesNotContainKey("views");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 74})
  void settingsOutOfRangeAreRefusedAtTheCall(int number) {
    InceptionV3Trainer.Builder builder = InceptionV3Trainer.builder(SmallModels.BACKBONE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.size(number))
        .withMessageContaining("75")
        .withMessageContaining(Integer.toString(number));
    int low = Math.min(number, 0);
    assertThatIllegalArgumentException().isThrownBy(() -> builder.epochs(low));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.batch(low));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.patience(low));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.keepCheckpoints(low));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.views(low - 1));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void aLearningRateMustBePositiveAndFinite(double rate) {
    InceptionV3Trainer.Builder builder = InceptionV3Trainer.builder(SmallModels.BACKBONE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.learningRate(rate))
        .withMessageContaining(Double.toString(rate));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.backboneRate(rate))
        .withMessageContaining(Double.toString(rate));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, Double.NaN})
  void sharesAreFromZeroToBelowOne(double share) {
    InceptionV3Trainer.Builder builder = InceptionV3Trainer.builder(SmallModels.BACKBONE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.dropout(share))
        .withMessageContainingAll("dropout", Double.toString(share));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.labelSmoothing(share))
        .withMessageContainingAll("labelSmoothing", Double.toString(share));
    double norm = Math.min(share, 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.gradientClipping(norm))
        .withMessageContaining(Double.toString(norm));
  }
}
