package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cellclass.RgbImage;
import io.cellclass.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Watches the memory that Linux counts for a JVM that only classifies. Its heap has a fixed size
 * and is touched at the start, it is collected before each look, since arrays outside it wait for
 * that, and the optimising compiler, whose own memory comes and goes, is off: what is left to grow
 * is what classifications keep.
 */
class MemoryTest {
  private static final int CLASSIFICATIONS = 5000;
  private static final int WARM_UP = 500;

  /** Of the memory after the warm-up. */
  private static final double GROWTH = 0.1;

  /** Until the arrays that a collection found have been freed. */
  private static final int SETTLING_MILLIS = 500;

  private static final Path STATUS = Path.of("/proc/self/status");

  @Test
  void thousandsOfClassificationsTakeNoMoreMemoryThanTheFirst(@TempDir Path folder)
      throws Exception {
    assumeTrue(Files.isReadable(STATUS), "without " + STATUS);
    Path bundle = folder.resolve("small.cellclass");
    SmallModels.bundle().write(bundle);
    List<String> jvm =
        List.of(
            "-Xms128m",
            "-Xmx128m",
            "-XX:+AlwaysPreTouch",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1");
    List<String> lines = ChildJvm.run(jvm, Program.class, bundle, folder.resolve("resident"));
    assertThat(lines).hasSize(2);
    long before = Long.parseLong(lines.get(0));
    long after = Long.parseLong(lines.get(1));
    assertThat((double) after).as("kB, of %d before", before).isLessThan(before * (1 + GROWTH));
  }

  /** What the JVM runs that is watched. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) throws IOException, InterruptedException {
      List<RgbImage> images = new ArrayList<>();
      for (Sample sample : SmallModels.cells(4, 5).samples()) {
        images.add(sample.image());
      }
      List<String> resident = new ArrayList<>();
      try (Dl4jClassifier classifier = Dl4jClassifier.load(Path.of(args[0]))) {
        int done = 0;
        for (int batch = 1; done < CLASSIFICATIONS; batch = batch % 16 + 1) {
          classifier.classify(images.subList(0, batch));
          if (done < WARM_UP && done + batch >= WARM_UP) {
            resident.add(resident());
          }
          done += batch;
        }
        resident.add(resident());
      }
      Files.write(Path.of(args[1]), resident);
    }

    static String resident() throws IOException, InterruptedException {
      System.gc();
      Thread.sleep(SETTLING_MILLIS);
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith("VmRSS:")) {
          return line.replaceAll("\\D", "");
        }
      }
      throw new IOException("no VmRSS in " + STATUS);
    }
  }
}
