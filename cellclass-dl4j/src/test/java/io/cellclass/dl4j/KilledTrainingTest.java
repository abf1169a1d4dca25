package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.EpochSummary;
import io.cellclass.TrainingListener;
import io.cellclass.dl4j.TrainingLoop.Trained;
import io.cellclass.network.Safetensors;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a JVM that trains, with SIGKILL, at random moments, and has another go on in its folder of
 * checkpoints. Property {@code cellclass.kills} sets how often, 6 by default.
 */
class KilledTrainingTest {
  private static final int KILLS = Integer.getInteger("cellclass.kills", 6);

  /** How many epochs a JVM may train before the one in which it is killed. */
  private static final int MOST_EPOCHS = 12;

  /** About as long as an epoch, half of which is the writing of its checkpoint. */
  private static final int MOST_MICROSECONDS = 20_000;

  /** More than can pass until the last kill. */
  private static final int EPOCHS = 40 * KILLS;

  @Test
  void aTrainingThatWasKilledEndsWithTheWeightsOfOneThatWasNot(@TempDir Path folder)
      throws Exception {
    Path undisturbed = folder.resolve("undisturbed.safetensors");
    write(Program.train(Checkpoints.none(), TrainingListener.none()), undisturbed);

    Path checkpoints = Files.createDirectory(folder.resolve("checkpoints"));
    Path weights = folder.resolve("weights.safetensors");
    Random random = new Random(1);
    for (int kill = 0; kill < KILLS; kill++) {
      kill(random, checkpoints, weights);
      assertThat(weights).as("kill %d came too late", kill).doesNotExist();
      assertThat(Checkpoints.in(checkpoints)).isNotEmpty();
    }
    Process last = start(checkpoints, weights);
    last.getInputStream().transferTo(OutputStream.nullOutputStream());
    assertThat(last.waitFor()).isEqualTo(0);
    assertThat(weights).hasSameBinaryContentAs(undisturbed);
    assertThat(Checkpoints.in(checkpoints)).hasSize(3);
    assertThat(checkpoints).isDirectoryNotContaining("glob:**.tmp");
  }

  private static void kill(Random random, Path checkpoints, Path weights) throws Exception {
    Process process = start(checkpoints, weights);
    try {
      for (int epochs = 1 + random.nextInt(MOST_EPOCHS); epochs > 0; epochs--) {
        assertThat(process.getInputStream().read()).as("the end of an epoch").isEqualTo('.');
      }
      TimeUnit.MICROSECONDS.sleep(random.nextInt(MOST_MICROSECONDS));
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor()).as("killed").isEqualTo(128 + 9);
  }

  private static Process start(Path checkpoints, Path weights) throws IOException {
    List<String> jvm = List.of("-Xmx512m", "-Dcellclass.kills=" + KILLS);
    return ChildJvm.builder(jvm, Program.class, checkpoints.toString(), weights.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static void write(Trained trained, Path weights) throws IOException {
    Safetensors.write(weights, trained.weights(), Map.of());
  }

  /** What the JVM runs that is killed. */
  static final class Program {
    private static final int WIDTH = 300;

    private Program() {}

    public static void main(String[] args) throws IOException {
      Path checkpoints = Path.of(args[0]);
      TrainingListener telling =
          new TrainingListener() {
            @Override
            public void epochEnded(EpochSummary summary) {
              System.out.write('.');
              System.out.flush();
            }
          };
      Checkpoints both = new CheckpointPlan(checkpoints, checkpoints, 3).open(LoopFixture.SETTINGS);
      write(train(both, telling), Path.of(args[1]));
    }

    static Trained train(Checkpoints checkpoints, TrainingListener listener) throws IOException {
      return LoopFixture.run(
          LoopFixture.plan(EPOCHS, 16, 1e-4, EPOCHS, 1),
          new Clouds(48, WIDTH, 1).with(new Clouds(30, WIDTH, 2).mislabelled()),
          checkpoints,
          listener);
    }
  }
}
