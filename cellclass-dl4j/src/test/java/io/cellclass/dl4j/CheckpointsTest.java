package io.cellclass.dl4j;

import static io.cellclass.dl4j.LoopFixture.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cellclass.Augmentation;
import io.cellclass.EpochSummary;
import io.cellclass.RgbImage;
import io.cellclass.augment.Augmentations;
import io.cellclass.network.Tensor;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CheckpointsTest {
  @TempDir Path folder;

  @Test
  void theNewestAreKept() throws IOException {
    Checkpoints checkpoints = new CheckpointPlan(folder, null, 2).open(SETTINGS);
    for (int epoch = 1; epoch <= 5; epoch++) {
      int now = epoch;
      checkpoints.write(() -> after(now));
      assertThat(names()).hasSize(Math.min(2, epoch)).last().isEqualTo(name(epoch));
    }
    assertThat(names()).containsExactly(name(4), name(5));
  }

  /** From epoch 2 of 5 the training goes on; what lies ahead is not the oldest of all. */
  @Test
  void whoGoesBackKeepsTheNewestOfItsOwn() throws IOException {
    Checkpoints many = new CheckpointPlan(folder, null, 9).open(SETTINGS);
    for (int epoch = 1; epoch <= 5; epoch++) {
      int now = epoch;
      many.write(() -> after(now));
    }
    new CheckpointPlan(folder, folder.resolve(name(2)), 1).open(SETTINGS).write(() -> after(3));
    assertThat(names()).containsExactly(name(3), name(4), name(5));
  }

  @Test
  void theNewestOfAFolderIsTakenAndADamagedOneIsPassedOver() throws IOException {
    Checkpoints checkpoints = new CheckpointPlan(folder, folder, 3).open(SETTINGS);
    for (int epoch = 8; epoch <= 10; epoch++) {
      int now = epoch;
      checkpoints.write(() -> after(now));
    }
    assertThat(resumedEpoch(checkpoints)).isEqualTo(10);
    Files.write(folder.resolve(name(10)), new byte[] {1, 2, 3});
    assertThat(resumedEpoch(checkpoints)).isEqualTo(9);
    for (int epoch : new int[] {8, 9}) {
      Files.write(folder.resolve(name(epoch)), new byte[0]);
    }
    assertThatExceptionOfType(MalformedCheckpointException.class)
        .isThrownBy(checkpoints::resumed)
        .withMessageContaining(name(10))
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(2));
  }

  private static int resumedEpoch(Checkpoints checkpoints) throws IOException {
    Optional<Checkpoints.Found> found = checkpoints.resumed();
    return found.orElseThrow().state().history().size();
  }

  @Test
  void whatAKilledProcessLeftIsNoCheckpointAndIsCleared() throws IOException {
    Path leftover =
        Files.write(folder.resolve(".cellclass-epoch-000001.safetensors-0123.tmp"), new byte[9]);
    Path other = Files.write(folder.resolve("notes.txt"), new byte[9]);
    Path modelBeingWritten =
        Files.write(folder.resolve(".cellclass-b.cellclass-0123.tmp"), new byte[9]);
    CheckpointPlan plan = new CheckpointPlan(folder, folder, 3);
    plan.prepare(SETTINGS);
    assertThat(plan.open(SETTINGS).resumed()).isEmpty();
    plan.open(SETTINGS).write(() -> after(1));
    assertThat(leftover).doesNotExist();
    assertThat(other).exists();
    assertThat(modelBeingWritten).exists();
  }

  @Test
  void theFolderIsMadeAndCheckpointsOfAnotherTrainingAreRefused() throws IOException {
    Path deep = folder.resolve("a/b");
    new CheckpointPlan(deep, null, 3).prepare(SETTINGS);
    assertThat(deep).isEmptyDirectory();
    new CheckpointPlan(deep, null, 3).open(SETTINGS).write(() -> after(1));

    for (Path resume : new Path[] {null, folder, folder.resolve("else.safetensors")}) {
      assertThatExceptionOfType(FileAlreadyExistsException.class)
          .isThrownBy(() -> new CheckpointPlan(deep, resume, 3).prepare(SETTINGS))
          .withMessageContaining(deep.toString());
    }
    new CheckpointPlan(deep, deep, 3).prepare(SETTINGS);
    new CheckpointPlan(deep, deep.resolve(name(1)), 3).prepare(SETTINGS);
    assertThat(deep.resolve(name(1))).exists();
  }

  @Test
  void aMismatchOfWhatIsKnownIsNoticedBeforehand() throws IOException {
    new CheckpointPlan(folder, null, 3).open(SETTINGS).write(() -> after(1));
    CheckpointPlan plan = new CheckpointPlan(folder, folder, 3);
    plan.prepare(Map.of());
    plan.prepare(Map.of("batch", "16"));
    assertThatExceptionOfType(CheckpointMismatchException.class)
        .isThrownBy(() -> plan.prepare(Map.of("batch", "8")))
        .withMessageContainingAll(name(1), "batch", "16", "8");
    Files.write(folder.resolve(name(1)), new byte[9]);
    assertThatExceptionOfType(MalformedCheckpointException.class)
        .isThrownBy(() -> plan.prepare(Map.of()));
  }

  static List<Augmentation> augmentationsOfThisRunAlone() {
    Augmentation lambda = (image, random) -> image;
    return List.of(
        lambda,
        Augmentations.paper().then(lambda),
        lambda.withProbability(0.5),
        Augmentation.oneOf(Augmentations.paper(), lambda),
        new Augmentation() {
          @Override
          public RgbImage apply(RgbImage image, RandomGenerator random) {
            return image;
          }
        });
  }

  /** The next run's has another text, and would not be taken for the same. */
  @ParameterizedTest
  @MethodSource("augmentationsOfThisRunAlone")
  void anAugmentationThatIsNotRecognisedIsRefused(Augmentation augmentation) {
    for (CheckpointPlan plan :
        List.of(new CheckpointPlan(folder, null, 3), new CheckpointPlan(null, folder, 3))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> plan.requireRepeatable(augmentation))
          .withMessageContainingAll("augmentation", "record", augmentation.toString());
      assertThatIllegalArgumentException()
          .isThrownBy(() -> plan.open(Map.of("start augmentation", augmentation.toString())))
          .withMessageContaining("start augmentation");
    }
    CheckpointPlan.NONE.requireRepeatable(augmentation);
  }

  @Test
  void augmentationsThatSayWhatTheyDoAreNot() {
    CheckpointPlan plan = new CheckpointPlan(folder, folder, 3);
    for (Augmentation augmentation :
        List.of(
            Augmentations.none(),
            Augmentations.paper(),
            Augmentations.microscopy(),
            CellViews.anyWayUp().withProbability(0.5),
            Augmentation.oneOf(Augmentations.paper(), CellViews.anyWayUp()))) {
      plan.requireRepeatable(augmentation);
    }
    assertThat(plan.open(Map.of("labels", "[a@1f, b]"))).isNotNull();
  }

  @Test
  void withoutAFolderNothingIsWrittenOrAsked() throws IOException {
    Checkpoints.none()
        .write(
            () -> {
              throw new AssertionError("nobody needs the state");
            });
    assertThat(Checkpoints.none().resumed()).isEmpty();
  }

  private List<String> names() throws IOException {
    return Checkpoints.in(folder).stream().map(file -> file.getFileName().toString()).toList();
  }

  private static String name(int epoch) {
    return "epoch-0000" + epoch / 10 + epoch % 10 + ".safetensors";
  }

  private static TrainingState after(int epochs) {
    Tensor row = Tensor.of(new float[] {epochs}, 1);
    return new TrainingState(
        epochs,
        new RateState(epochs + 1, 0.1, 1, 0),
        new StoppingState(1, 0.5, 1, 0),
        IntStream.rangeClosed(1, epochs)
            .mapToObj(epoch -> new EpochSummary(epoch, 1, 0.5, 1, 0.5, 0.1, 0))
            .toList(),
        row,
        row,
        Collections.singletonMap("velocity", row));
  }
}
