package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.TrainingListener;
import io.cellclass.network.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kills JVMs that train, with SIGKILL, at moments that are spread at random over the time that one
 * takes from its start to its end, and has another JVM go on in the folder of each.
 *
 * <p>Property {@code cellclass.kills} sets how often for each kind of training, once by default.
 */
class KilledTrainingTest {
  private static final int SIGKILL = 128 + 9;
  private static final int PATIENCE_SECONDS = 300;
  private static final int KILLS = Integer.getInteger("cellclass.kills", 1);

  /** With so many, trainings are longer, and some are killed before and some behind checkpoints. */
  private static final boolean MANY = KILLS >= 10;

  /** What a JVM takes beyond the training, about: only to begin with. */
  private static final long STARTING_NANOS = 3_000_000_000L;

  @TempDir private Path folder;

  /** What is trained. */
  enum Training {
    /** A head on features in memory: short epochs, half of which is the writing of a file. */
    HEAD {
      @Override
      Map<String, Tensor> weights(Path checkpoints) throws IOException {
        return LoopFixture.run(
                LoopFixture.plan(EPOCHS, 16, 1e-4, EPOCHS, 1),
                new Clouds(48, WIDTH, 1).with(new Clouds(30, WIDTH, 2).mislabelled()),
                new CheckpointPlan(checkpoints, checkpoints, 3).open(LoopFixture.SETTINGS),
                TrainingListener.none())
            .weights();
      }
    },

    /** The last block of InceptionV3 on images that are augmented, by the public trainer. */
    BLOCK {
      @Override
      Map<String, Tensor> weights(Path checkpoints) throws IOException {
        InceptionV3Trainer trainer =
            InceptionV3Trainer.builder(SmallModels.BACKBONE)
                .size(SmallModels.SIZE)
                .trainable(Trainable.blocks(1))
                .epochs(MANY ? 12 : 3)
                .batch(4)
                .checkpoints(checkpoints)
                .resume(checkpoints)
                .build();
        try (Dl4jClassifier classifier =
            trainer.train(SmallModels.twoTypes(4, 1), SmallModels.twoTypes(2, 2)).classifier()) {
          return classifier.bundle().network().weights();
        }
      }
    };

    private static final int EPOCHS = 60;
    private static final int WIDTH = 300;

    /** Trains, or goes on in a folder of checkpoints, to the end. */
    abstract Map<String, Tensor> weights(Path checkpoints) throws IOException;

    /** The SHA-256 of the weights. */
    String sha256(Path checkpoints) throws IOException {
      return CheckpointFile.sha256(weights(checkpoints), Map.of()).toString();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTrainingThatWasKilledEndsWithTheWeightsOfOneThatWasNot(
      Training training, TestReporter reporter) throws Exception {
    long start = System.nanoTime();
    String expected = training.sha256(Files.createDirectory(folder.resolve("undisturbed")));
    long duration = System.nanoTime() - start + STARTING_NANOS;

    Random random = new Random(1);
    List<Integer> epochs = new ArrayList<>();
    for (int attempt = 0; epochs.size() < KILLS; attempt++) {
      assertThat(attempt).as("attempts for %d kills", epochs.size()).isLessThan(3 * KILLS + 3);
      Run run = new Run(training, attempt);
      double share = (epochs.size() + random.nextDouble()) / KILLS;
      boolean killed = run.wasKilled((long) (share * duration));
      int epoch = run.lastEpoch();
      start = System.nanoTime();
      assertThat(run.finished())
          .as("killed after %.3f of the time, behind epoch %d", share, epoch)
          .isEqualTo(expected);
      if (killed) {
        epochs.add(epoch);
      }
      if (epoch == 0 || !killed) {
        // How fast the machine is changes with what else it does.
        duration = killed ? System.nanoTime() - start : (long) (share * duration);
      }
      assertThat(Checkpoints.in(run.checkpoints)).hasSize(3);
      assertThat(run.checkpoints).isDirectoryNotContaining("glob:**.tmp");
    }
    reporter.publishEntry("killed behind the epochs", epochs.toString());
    if (MANY) {
      assertThat(epochs).contains(0).anyMatch(epoch -> epoch > 0);
    }
  }

  /** JVMs, one after the other, that train in a folder of their own. */
  private final class Run {
    private final Training training;
    private final Path checkpoints;
    private final Path sha256;

    Run(Training training, int number) throws IOException {
      this.training = training;
      checkpoints = Files.createDirectory(folder.resolve("run " + number));
      sha256 = folder.resolve("run " + number + ".sha256");
    }

    /** The SHA-256 of the weights at the end. */
    String finished() throws IOException, InterruptedException {
      Process process = start();
      try {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("at its end").isTrue();
        assertThat(process.exitValue()).isEqualTo(0);
      } finally {
        process.destroyForcibly();
      }
      return Files.readString(sha256);
    }

    /** Whether it had not ended by itself before. */
    boolean wasKilled(long nanos) throws IOException, InterruptedException {
      Process process = start();
      try {
        process.waitFor(nanos, TimeUnit.NANOSECONDS);
      } finally {
        process.destroyForcibly();
      }
      int status = process.waitFor();
      assertThat(status).isIn(0, SIGKILL);
      return status == SIGKILL;
    }

    /** The epoch of the newest checkpoint; 0 where there is none. */
    int lastEpoch() throws IOException {
      List<Path> files = Checkpoints.in(checkpoints);
      return files.isEmpty()
          ? 0
          : CheckpointFile.read(files.get(files.size() - 1)).state().history().size();
    }

    private Process start() throws IOException {
      List<String> jvm = List.of("-Xmx1g", "-XX:+UseSerialGC", "-Dcellclass.kills=" + KILLS);
      return ChildJvm.builder(
              jvm, Program.class, training.name(), checkpoints.toString(), sha256.toString())
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    }
  }

  /** What the JVM runs that is killed. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) throws IOException {
      String sha256 = Training.valueOf(args[0]).sha256(Path.of(args[1]));
      Files.writeString(Path.of(args[2]), sha256);
    }
  }
}
