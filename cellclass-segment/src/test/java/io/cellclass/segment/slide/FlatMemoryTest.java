package io.cellclass.segment.slide;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.LabelSet;
import io.cellclass.RgbImage;
import io.cellclass.segment.Box;
import io.cellclass.segment.Detection;
import io.cellclass.segment.Detector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A slide of 20,000 x 20,000 pixels (1.2 GB) in a process that may use 192 MiB. */
class FlatMemoryTest {
  private static final int SIDE = 20_000;
  private static final int TILE = 512;
  private static final int SPOT = 200;
  private static final int SPOT_SIDE = 20;
  private static final int STEP = 10;

  @TempDir private Path folder;

  /** Finds the dark squares on a grid of places: each has two by two of them. */
  private static final class Spots implements Detector {
    @Override
    public LabelSet labels() {
      return LabelSet.of("spot");
    }

    @Override
    public List<Detection> detect(RgbImage image) {
      List<Detection> found = new ArrayList<>();
      for (int y = STEP; y < image.height(); y += STEP) {
        for (int x = STEP; x < image.width(); x += STEP) {
          if (dark(image, x, y) && !dark(image, x - STEP, y) && !dark(image, x, y - STEP)) {
            int left = x;
            int top = y;
            while (left > 0 && dark(image, left - 1, y)) {
              left--;
            }
            while (top > 0 && dark(image, x, top - 1)) {
              top--;
            }
            Box box = new Box(left, top, left + SPOT_SIDE, top + SPOT_SIDE);
            found.add(new Detection(box, labels().get(0), 1));
          }
        }
      }
      return found;
    }

    private static boolean dark(RgbImage image, int x, int y) {
      return (image.rgb(x, y) & 0xff) < 100;
    }
  }

  /** What the other process does. */
  static final class Run {
    private Run() {}

    public static void main(String[] args) throws IOException {
      try (SlideImage slide = SlideImage.open(Path.of(args[0]))) {
        List<Detection> cells = SlideDetector.of(new Spots()).withBlocks(2048, 64).detect(slide);
        boolean inPlace =
            cells.stream()
                .allMatch(
                    cell -> cell.box().left() % TILE == SPOT && cell.box().top() % TILE == SPOT);
        Files.writeString(Path.of(args[1]), cells.size() + " spots, in place: " + inPlace);
      }
    }
  }

  @Test
  void aSlideOfFourHundredMegapixelsFitsInto192Mebibytes() throws Exception {
    byte[] tile = new byte[3 * TILE * TILE];
    Arrays.fill(tile, (byte) 230);
    for (int y = SPOT; y < SPOT + SPOT_SIDE; y++) {
      Arrays.fill(tile, 3 * (y * TILE + SPOT), 3 * (y * TILE + SPOT + SPOT_SIDE), (byte) 60);
    }
    Path file = folder.resolve("slide.tif");
    Tiff.write(file, SIDE, SIDE, TILE, tile);
    Path result = folder.resolve("result.txt");
    Path log = folder.resolve("log.txt");

    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-cp",
                System.getProperty("java.class.path"),
                Run.class.getName(),
                file.toString(),
                result.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    boolean ended = process.waitFor(10, TimeUnit.MINUTES);
    process.destroyForcibly();

    assertThat(ended).isTrue();
    assertThat(process.exitValue()).as(Files.readString(log, StandardCharsets.UTF_8)).isZero();
    // In the last tiles of a row and a column the spot lies beyond the image.
    assertThat(result).hasContent("1521 spots, in place: true");
  }
}
