package io.cellclass.onnx;

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
 * off: what is left to grow is what classifications keep.
 */
class MemoryTest {
  private static final int CALLS = 2000;
  private static final int CALLS_WARM_UP = 500;

  private static final int CLASSIFIERS = 48;

  /** Until the allocator of the C library has given each thread of a session its own arena. */
  private static final int CLASSIFIERS_WARM_UP = 24;

  /**
   * Of the memory after the warm-up. The inputs of the calls alone would take 150 MB, the weights
   * of the classifiers 45.
   */
  private static final double GROWTH = 0.1;

  private static final Path STATUS = Path.of("/proc/self/status");

  @Test
  void thousandsOfCallsTakeNoMoreMemoryThanTheFirst(@TempDir Path folder) throws Exception {
    watch(folder, Calls.class);
  }

  @Test
  void openingAndClosingTakesNoMoreMemoryThanTheFirstTimes(@TempDir Path folder) throws Exception {
    watch(folder, Openings.class);
  }

  private static void watch(Path folder, Class<?> program) throws Exception {
    assumeTrue(Files.isReadable(STATUS), "without " + STATUS);
    Path bundle = folder.resolve("small.cellclass");
    SmallModels.BUNDLE.write(bundle);
    List<String> jvm =
        List.of(
            "-Xms128m",
            "-Xmx128m",
            "-XX:+AlwaysPreTouch",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1");
    List<String> lines = ChildJvm.run(jvm, program, bundle, folder.resolve("resident"));
    assertThat(lines).hasSize(2);
    long before = Long.parseLong(lines.get(0));
    long after = Long.parseLong(lines.get(1));
    assertThat((double) after).as("kB, of %d before", before).isLessThan(before * (1 + GROWTH));
  }

  /** Classifies again and again. */
  static final class Calls {
    private Calls() {}

    public static void main(String[] args) throws IOException, InterruptedException {
      List<RgbImage> images = SmallModels.images(1);
      List<String> resident = new ArrayList<>();
      try (OnnxClassifier classifier = OnnxClassifier.load(Path.of(args[0]))) {
        for (int call = 0; call < CALLS; call++) {
          if (call == CALLS_WARM_UP) {
            resident.add(Resident.kilobytes());
          }
          classifier.classify(images.subList(0, 1 + call % 2));
        }
      }
      resident.add(Resident.kilobytes());
      Files.write(Path.of(args[1]), resident);
    }
  }

  /** Opens and closes again and again. */
  static final class Openings {
    private Openings() {}

    public static void main(String[] args) throws IOException, InterruptedException {
      RgbImage image = SmallModels.images(1).get(0);
      List<String> resident = new ArrayList<>();
      for (int opened = 0; opened < CLASSIFIERS; opened++) {
        if (opened == CLASSIFIERS_WARM_UP) {
          resident.add(Resident.kilobytes());
        }
        try (OnnxClassifier classifier = OnnxClassifier.load(Path.of(args[0]))) {
          classifier.classify(image);
        }
      }
      resident.add(Resident.kilobytes());
      Files.write(Path.of(args[1]), resident);
    }
  }

  /** What Linux counts for this process. */
  static final class Resident {
    private Resident() {}

    static String kilobytes() throws IOException, InterruptedException {
      System.gc();
      // Until buffers that a collection found have been freed.
      Thread.sleep(500);
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith("VmRSS:")) {
          return line.replaceAll("\\D", "");
        }
      }
      throw new IOException("no VmRSS in " + STATUS);
    }
  }
}
