package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cellclass.network.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Watches the memory of a JVM that only trains, as {@link MemoryTest} does one that classifies. */
class TrainingMemoryTest {
  private static final int STEPS = 400;
  private static final int WARM_UP = 100;

  /** Of the memory after the warm-up: some 25 kB a step, less than the images of one of 16 take. */
  private static final double GROWTH = 0.03;

  private static final Path STATUS = Path.of("/proc/self/status");

  @ParameterizedTest
  @ValueSource(strings = {"folded", "statistics"})
  void manyStepsTakeNoMoreMemoryThanTheFirst(String mode, @TempDir Path folder) throws Exception {
    assumeTrue(Files.isReadable(STATUS), "without " + STATUS);
    List<String> jvm =
        List.of(
            "-Xms128m",
            "-Xmx128m",
            "-XX:+AlwaysPreTouch",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1");
    List<String> lines =
        ChildJvm.run(jvm, Program.class, Path.of(mode), folder.resolve("resident"));
    assertThat(lines).hasSize(2);
    long before = Long.parseLong(lines.get(0));
    long after = Long.parseLong(lines.get(1));
    assertThat((double) after).as("kB, of %d before", before).isLessThan(before * (1 + GROWTH));
  }

  /** What the JVM runs that is watched: steps of all sizes, and probabilities now and then. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) throws IOException, InterruptedException {
      Network network = TinyNetworks.inception(0.5);
      List<Minibatch> batches = new ArrayList<>();
      for (int images = 1; images <= 16; images++) {
        batches.add(LossOracle.batch(network, images, images));
      }
      List<String> resident = new ArrayList<>();
      try (NetworkLearner learner =
          new NetworkLearner(network, "stem", args[0].equals("statistics"))) {
        for (int step = 1; step <= STEPS; step++) {
          Minibatch batch = batches.get(step % batches.size());
          learner.learn(batch, new Random(step));
          if (step % 10 == 0) {
            learner.probabilities(batch.inputs());
            learner.weights();
          }
          if (step == WARM_UP) {
            resident.add(MemoryTest.Program.resident());
          }
        }
        resident.add(MemoryTest.Program.resident());
      }
      Files.write(Path.of(args[1]), resident);
    }
  }
}
