package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cellclass.Trainer;
import io.cellclass.network.Framing.WholeImage;
import io.cellclass.network.ModelBundle;
import io.cellclass.network.Operation.Dense;
import io.cellclass.network.Operation.Dropout;
import io.cellclass.network.Preprocessing;
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
    return InceptionV3Trainer.builder(SmallModels.BACKBONE)
        .size(SmallModels.SIZE)
        .views(1)
        .epochs(20)
        .seed(seed);
  }

  @Test
  void theSameSeedGivesTheSameWeightsByteForByte(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("one.cellclass");
    Path same = folder.resolve("same.cellclass");
    Trainings.save(trainer(7), file);
    Trainings.save(trainer(7), same);
    assertThat(Trainings.weights(same)).isEqualTo(Trainings.weights(file));
    assertHasThePapersHead(ModelBundle.read(file));
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
        .containsEntry("epochs", "20")
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
  void aTrainingOfTheLastBlockGoesOnToTheSameBytes(@TempDir Path folder) throws IOException {
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
    Path whole = folder.resolve("whole.cellclass");
    Trainings.save(deep.checkpoints(checkpoints).build(), whole);
    assertThat(Checkpoints.in(checkpoints)).hasSize(2);

    Path resumed = folder.resolve("resumed.cellclass");
    Path first = checkpoints.resolve("epoch-000001.safetensors");
    Trainings.save(deep.resume(first).build(), resumed);
    assertThat(Trainings.weights(resumed)).isEqualTo(Trainings.weights(whole));

    assertThatExceptionOfType(CheckpointMismatchException.class)
        .isThrownBy(() -> Trainings.save(deep.batch(5).build(), resumed))
        .withMessageContainingAll(first.toString(), "batch", "4", "5");
    assertThatExceptionOfType(CheckpointMismatchException.class)
        .isThrownBy(
            () ->
                deep.batch(4).build().train(SmallModels.twoTypes(3, 7), SmallModels.twoTypes(2, 2)))
        .satisfies(other -> assertThat(other.setting()).isEqualTo("dataHash"));
  }

  @Test
  void aHeadGoesOnToTheSameBytes(@TempDir Path folder) throws IOException {
    Path checkpoints = folder.resolve("checkpoints");
    InceptionV3Trainer.Builder head = small(3).epochs(4).checkpoints(checkpoints);
    Path whole = folder.resolve("whole.cellclass");
    Trainings.save(head.keepCheckpoints(2).build(), whole);
    assertThat(Checkpoints.in(checkpoints))
        .containsExactly(
            checkpoints.resolve("epoch-000003.safetensors"),
            checkpoints.resolve("epoch-000004.safetensors"));
    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() -> Trainings.save(head.build(), whole))
        .withMessageContaining(checkpoints.toString());

    Path resumed = folder.resolve("resumed.cellclass");
    Files.delete(checkpoints.resolve("epoch-000004.safetensors"));
    Trainings.save(head.resume(checkpoints).build(), resumed);
    assertThat(Trainings.weights(resumed)).isEqualTo(Trainings.weights(whole));
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
