package io.cellclass.dl4j;

import static io.cellclass.dl4j.LoopFixture.SETTINGS;
import static io.cellclass.dl4j.LoopFixture.plan;
import static io.cellclass.dl4j.LoopFixture.run;
import static io.cellclass.dl4j.LoopFixture.timeless;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cellclass.EpochSummary;
import io.cellclass.TrainingListener;
import io.cellclass.dl4j.TrainingLoop.Trained;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResumedTrainingTest {
  private static final int EPOCHS = 14;

  static List<TrainingPlan> plans() {
    TrainingPlan paper = plan(EPOCHS, 5, 1);
    return List.of(
        paper,
        LoopFixture.with(
            paper,
            Optimizer.sgd(0.9),
            LearningRateSchedule.warmUp(3, LearningRateSchedule.cosine(1e-4))),
        new TrainingPlan(
            EPOCHS,
            7,
            Optimizer.adam(),
            0.01,
            1,
            LearningRateSchedule.warmUp(2, LearningRateSchedule.reduceOnPlateau(0.3, 1, 1e-4)),
            new EarlyStopping(EarlyStopping.Measure.VALIDATION_LOSS, 6),
            0.1,
            Balance.SAMPLING,
            0.5,
            3));
  }

  @ParameterizedTest
  @MethodSource("plans")
  void fromEveryCheckpointTheSameWeightsAndHistoryCome(TrainingPlan plan, @TempDir Path folder)
      throws IOException {
    Trained whole = run(plan, writing(folder, EPOCHS));
    List<Path> files = Checkpoints.in(folder);
    assertThat(files).hasSize(whole.history().size()).hasSizeGreaterThan(5);
    assertThat(run(plan).weights()).as("without checkpoints").isEqualTo(whole.weights());
    for (Path file : files) {
      Trained resumed = run(plan, resuming(file));
      assertThat(resumed.weights()).as("from %s", file).isEqualTo(whole.weights());
      assertThat(timeless(resumed.history())).isEqualTo(timeless(whole.history()));
    }
  }

  @Test
  void aStoppedTrainingGoesOnFromItsFolder(@TempDir Path folder) throws IOException {
    TrainingPlan plan = plan(EPOCHS, 50, 1);
    Trained whole = run(plan);
    Checkpoints both = both(folder);
    RuntimeException enough = new RuntimeException("enough");
    for (int stop : new int[] {2, 3, 9}) {
      assertThatExceptionOfType(RuntimeException.class)
          .isThrownBy(
              () ->
                  run(
                      plan,
                      LoopFixture.TRAINING.with(LoopFixture.VALIDATION),
                      both,
                      at(
                          stop,
                          () -> {
                            throw enough;
                          })))
          .isSameAs(enough);
      assertThat(Checkpoints.in(folder).get(Checkpoints.in(folder).size() - 1))
          .hasFileName("epoch-00000" + stop + ".safetensors");
    }
    Trained resumed = run(plan, both);
    assertThat(resumed.weights()).isEqualTo(whole.weights());
    assertThat(timeless(resumed.history())).isEqualTo(timeless(whole.history()));
  }

  @Test
  void theListenerHearsOnlyWhatHappens(@TempDir Path folder) throws IOException {
    TrainingPlan plan = plan(6, 50, 1);
    run(plan, writing(folder, 10));
    List<Integer> heard = new ArrayList<>();
    run(
        plan,
        LoopFixture.TRAINING.with(LoopFixture.VALIDATION),
        resuming(folder.resolve("epoch-000004.safetensors")),
        new TrainingListener() {
          @Override
          public void epochEnded(EpochSummary summary) {
            heard.add(summary.epoch());
          }
        });
    assertThat(heard).containsExactly(5, 6);
  }

  @Test
  void anInterruptLeavesTheLastCheckpointIntact(@TempDir Path folder) throws IOException {
    TrainingPlan plan = plan(EPOCHS, 50, 1);
    try {
      assertThatExceptionOfType(InterruptedIOException.class)
          .isThrownBy(
              () ->
                  run(
                      plan,
                      LoopFixture.TRAINING.with(LoopFixture.VALIDATION),
                      both(folder),
                      at(5, () -> Thread.currentThread().interrupt())));
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      Thread.interrupted();
    }
    assertThat(Checkpoints.in(folder)).last().isEqualTo(folder.resolve("epoch-000005.safetensors"));
    assertThat(run(plan, both(folder)).weights()).isEqualTo(run(plan).weights());
  }

  /** Whatever the moment of the interrupt, also within the writing of a file. */
  @Test
  void anInterruptAtAnyMomentDoesToo(@TempDir Path folder) throws Exception {
    TrainingPlan plan = plan(20, 50, 1);
    Trained whole = run(plan);
    long start = System.nanoTime();
    run(plan, both(Files.createDirectory(folder.resolve("undisturbed"))));
    long duration = System.nanoTime() - start;
    Random random = new Random(4);
    int interrupted = 0;
    for (int round = 0; interrupted < 5; round++) {
      // Some come too late: a training is faster than the one before now and then.
      assertThat(round).as("rounds for %d interrupts", interrupted).isLessThan(50);
      Path own = Files.createDirectory(folder.resolve("round " + round));
      if (wasInterrupted(plan, own, random.nextLong(duration))) {
        interrupted++;
        assertThat(run(plan, both(own)).weights()).isEqualTo(whole.weights());
      }
    }
  }

  private static boolean wasInterrupted(TrainingPlan plan, Path folder, long nanos)
      throws Exception {
    Thread timer = interrupting(Thread.currentThread(), nanos);
    try {
      run(plan, both(folder));
      return false;
    } catch (InterruptedIOException e) {
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
      return true;
    } finally {
      end(timer);
    }
  }

  private static Thread interrupting(Thread training, long nanos) {
    Thread timer =
        new Thread(
            () -> {
              try {
                TimeUnit.NANOSECONDS.sleep(nanos);
                training.interrupt();
              } catch (InterruptedException e) {
                // The training was faster.
                Thread.currentThread().interrupt();
              }
            });
    timer.start();
    return timer;
  }

  private static void end(Thread timer) throws InterruptedException {
    Thread.interrupted();
    timer.interrupt();
    timer.join();
    Thread.interrupted();
  }

  @Test
  void anotherSettingIsRefused(@TempDir Path folder) throws IOException {
    run(plan(2, 50, 1), writing(folder, 3));
    Path file = folder.resolve("epoch-000002.safetensors");
    Checkpoints other =
        new CheckpointPlan(null, folder, 3).open(Map.of("batch", "32", "trainer", "a test"));
    assertThatExceptionOfType(CheckpointMismatchException.class)
        .isThrownBy(() -> run(plan(2, 50, 1), other))
        .withMessageContainingAll(file.toString(), "batch", "16", "32")
        .satisfies(mismatch -> assertThat(mismatch.setting()).isEqualTo("batch"));
    Checkpoints more =
        new CheckpointPlan(null, file, 3)
            .open(Map.of("batch", "16", "trainer", "a test", "views", "3"));
    assertThatExceptionOfType(CheckpointMismatchException.class)
        .isThrownBy(() -> run(plan(2, 50, 1), more))
        .withMessageContainingAll("views", "not set", "3");
  }

  @Test
  void aCheckpointOfAnotherNetworkIsMalformed(@TempDir Path folder) throws IOException {
    run(plan(1, 50, 1), writing(folder, 3));
    Clouds wider = new Clouds(30, LoopFixture.WIDTH + 1, 1);
    assertThatExceptionOfType(MalformedCheckpointException.class)
        .isThrownBy(
            () ->
                run(
                    plan(1, 50, 1),
                    wider.with(wider),
                    resuming(folder.resolve("epoch-000001.safetensors")),
                    TrainingListener.none()))
        .withMessageContaining("epoch-000001");
  }

  @Test
  void anEmptyFolderStartsAnewAndAMissingFileDoesNot(@TempDir Path folder) throws IOException {
    TrainingPlan plan = plan(3, 50, 1);
    assertThat(run(plan, resuming(folder)).weights()).isEqualTo(run(plan).weights());
    Path missing = folder.resolve("missing");
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> run(plan, resuming(missing)))
        .withMessageContaining("missing");
    assertThat(folder).isEmptyDirectory();
  }

  private static TrainingListener at(int epoch, Runnable action) {
    return new TrainingListener() {
      @Override
      public void epochEnded(EpochSummary summary) {
        if (summary.epoch() == epoch) {
          action.run();
        }
      }
    };
  }

  private static Checkpoints writing(Path folder, int keep) {
    return new CheckpointPlan(folder, null, keep).open(SETTINGS);
  }

  private static Checkpoints resuming(Path from) {
    return new CheckpointPlan(null, from, 3).open(SETTINGS);
  }

  private static Checkpoints both(Path folder) {
    return new CheckpointPlan(folder, folder, 3).open(SETTINGS);
  }
}
