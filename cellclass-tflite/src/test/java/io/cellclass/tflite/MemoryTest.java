package io.cellclass.tflite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cellclass.RgbImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Watches the memory that Linux counts for a JVM that only classifies. Its heap has a fixed size
 * and is touched at the start, and the optimising compiler, whose own memory comes and goes, is
 * off: what is left to grow is what classifications, or classifiers that were closed, keep.
 */
class MemoryTest {
  private static final int CLASSIFICATIONS = 4000;
  private static final int OPENINGS = 400;

  /** Share of what is done of each before the first look. */
  private static final int WARM_UP = 4;

  /** Of the memory after the warm-up. */
  private static final double GROWTH = 0.1;

  private static final Path STATUS = Path.of("/proc/self/status");

  @Test
  void thousandsOfClassificationsAndHundredsOfClassifiersTakeNoMoreMemoryThanTheFirst(
      @TempDir Path folder) throws Exception {
    assumeTrue(Files.isReadable(STATUS), "without " + STATUS);
    Path file = folder.resolve("small.tflite");
    TfliteExport.write(SmallModels.INCEPTION, file, TfliteExport.Weights.DYNAMIC);
    List<String> jvm =
        List.of(
            "-Xms192m",
            "-Xmx192m",
            "-XX:+AlwaysPreTouch",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1");
    List<String> lines = ChildJvm.run(jvm, Program.class, file, folder.resolve("resident"));
    assertThat(lines).hasSize(4);
    for (int i = 0; i < 4; i += 2) {
      double before = Double.parseDouble(lines.get(i));
      assertThat(Double.parseDouble(lines.get(i + 1)))
          .as("kB, of %s before", before)
          .isLessThan(before * (1 + GROWTH));
    }
  }

  /** What the JVM runs that is watched. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) throws IOException {
      List<RgbImage> images = SmallModels.images(3);
      List<String> resident = new ArrayList<>();
      try (TfliteClassifier classifier = TfliteClassifier.load(Path.of(args[0]))) {
        for (int done = 0; done < CLASSIFICATIONS; done += images.size()) {
          classifier.classify(images);
          if (done <= CLASSIFICATIONS / WARM_UP
              && done + images.size() > CLASSIFICATIONS / WARM_UP) {
            resident.add(resident());
          }
        }
        resident.add(resident());
      }
      for (int done = 1; done <= OPENINGS; done++) {
        try (TfliteClassifier classifier = TfliteClassifier.load(Path.of(args[0]))) {
          classifier.classify(images.get(0));
        }
        if (done == OPENINGS / WARM_UP || done == OPENINGS) {
          resident.add(resident());
        }
      }
      Files.write(Path.of(args[1]), resident);
    }

    private static String resident() throws IOException {
      System.gc();
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith("VmRSS:")) {
          return line.replaceAll("\\D", "");
        }
      }
      throw new IOException("no VmRSS in " + STATUS);
    }
  }
}
