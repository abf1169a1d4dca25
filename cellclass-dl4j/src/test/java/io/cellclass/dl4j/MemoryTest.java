package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cellclass.Explainer;
import io.cellclass.RgbImage;
import io.cellclass.Sample;
import io.cellclass.explain.Method;
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

  /** Traces of the head and of a layer in turn, so that graphs are made and freed, too. */
  @Test
  void aThousandExplanationsTakeNoMoreMemoryThanTheFirst(@TempDir Path folder) throws Exception {
    watch(folder, Explaining.class);
  }

  @Test
  void thousandsOfClassificationsTakeNoMoreMemoryThanTheFirst(@TempDir Path folder)
      throws Exception {
    watch(folder, Program.class);
  }

  private static void watch(Path folder, Class<?> program) throws Exception {
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
    List<String> lines = ChildJvm.run(jvm, program, bundle, folder.resolve("resident"));
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

  /** What the JVM runs that explains. */
  static final class Explaining {
    private static final int EXPLANATIONS = 1000;
    private static final int WARM_UP = 200;

    /** So often the graphs are others. */
    private static final int IN_A_ROW = 50;

    private Explaining() {}

    public static void main(String[] args) throws IOException, InterruptedException {
      List<Sample> cells = SmallModels.cells(4, 5).samples();
      List<String> resident = new ArrayList<>();
      try (Dl4jClassifier classifier = Dl4jClassifier.load(Path.of(args[0]))) {
        Explainer standard = Method.standard().explainer(classifier);
        Explainer layer = Method.GRAD_CAM.explainer(classifier);
        for (int done = 0; done < EXPLANATIONS; done++) {
          Explainer explainer = done / IN_A_ROW % 2 == 0 ? standard : layer;
          explainer.explain(cells.get(done % cells.size()).image());
          if (done == WARM_UP) {
            resident.add(Program.resident());
          }
        }
        resident.add(Program.resident());
      }
      Files.write(Path.of(args[1]), resident);
    }
  }
}
