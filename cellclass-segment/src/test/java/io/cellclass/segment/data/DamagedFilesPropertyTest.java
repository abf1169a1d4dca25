package io.cellclass.segment.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellclass.Label;
import io.cellclass.segment.Box;
import io.cellclass.segment.BoxedImage;
import io.cellclass.segment.Detection;
import io.cellclass.segment.LabelMap;
import io.cellclass.segment.LabelledBox;
import io.cellclass.segment.MaskedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * A file with some bytes changed, cut off or put in is read, or refused as a file: nothing else.
 */
class DamagedFilesPropertyTest {
  private static final int WIDTH = 12;
  private static final int HEIGHT = 9;
  private static Path folder = Path.of(".");

  @FunctionalInterface
  private interface Reader {
    void read(Path file) throws IOException;
  }

  @BeforeContainer
  static void files() throws IOException {
    folder = Files.createTempDirectory("damaged");
    int[] cells = new int[WIDTH * HEIGHT];
    Arrays.setAll(cells, i -> i / 20);
    LabelMap map = LabelMap.of(WIDTH, HEIGHT, cells);
    Label label = new Label("RBC");
    Detection cell = new Detection(new Box(1, 2, 5.5, 7), label, 0.5);
    AnnotatedImage image = new AnnotatedImage("a.png", WIDTH, HEIGHT, List.of(cell, cell));
    Pictures.write(folder.resolve("a.png"));
    VocFile.write(folder.resolve("voc.xml"), image);
    BoxCsv.write(folder.resolve("boxes.csv"), List.of(image));
    CocoFile.writeBoxes(folder.resolve("boxes.json"), List.of(image));
    List<Label> labels = List.of(label, label, label, label, label);
    CocoFile.writeMasks(
        folder.resolve("masks.json"), List.of(new OutlinedImage("a.png", map, labels)));
    LabelMapFile.writePng(folder.resolve("map.png"), map);
    LabelMapFile.writeTiff(folder.resolve("map.tif"), map);
  }

  @AfterContainer
  static void removeFiles() throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  @Property(tries = 80)
  void ofPascalVoc(@ForAll long seed) throws IOException {
    requireReadOrRefused("voc.xml", seed, file -> requireInside(VocFile.read(file)));
  }

  private static void requireInside(AnnotatedImage image) {
    for (LabelledBox cell : image.boxes()) {
      assertThat(cell.box()).isEqualTo(cell.box().clipped(image.width(), image.height()));
      assertThat(cell.box().area()).isPositive();
    }
  }

  @Property(tries = 80)
  void ofTables(@ForAll long seed) throws IOException {
    requireReadOrRefused(
        "boxes.csv",
        seed,
        file -> {
          for (BoxedImage image : BoxCsv.read(file)) {
            image.boxes().forEach(cell -> assertThat(cell.box().area()).isPositive());
          }
        });
  }

  @Property(tries = 80)
  void ofCocosBoxes(@ForAll long seed) throws IOException {
    requireReadOrRefused(
        "boxes.json",
        seed,
        file -> assertThat(CocoFile.readBoxes(file, folder)).hasSizeLessThan(2));
  }

  @Property(tries = 80)
  void ofCocosMasks(@ForAll long seed) throws IOException {
    requireReadOrRefused(
        "masks.json",
        seed,
        file -> {
          for (MaskedImage image : CocoFile.readMasks(file, folder)) {
            assertThat(image.truth().read().count()).isLessThanOrEqualTo(5);
          }
        });
  }

  @Property(tries = 80)
  void ofMapsAsPng(@ForAll long seed) throws IOException {
    requireReadOrRefused(
        "map.png",
        seed,
        file -> assertThat(LabelMapFile.read(file).count()).isLessThan(WIDTH * HEIGHT));
  }

  @Property(tries = 80)
  void ofMapsAsTiff(@ForAll long seed) throws IOException {
    requireReadOrRefused("map.tif", seed, file -> LabelMapFile.read(file).count());
  }

  private static void requireReadOrRefused(String name, long seed, Reader reader)
      throws IOException {
    Path damaged = folder.resolve("damaged-" + name);
    Files.write(damaged, damage(Files.readAllBytes(folder.resolve(name)), new Random(seed)));
    try {
      reader.read(damaged);
    } catch (IOException refused) {
      assertThat(refused).hasMessageContaining("damaged-" + name);
      assertThatThrownBy(() -> reader.read(damaged)).hasSameClassAs(refused);
    }
  }

  private static byte[] damage(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt();
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes = Arrays.copyOf(bytes, at + 1);
        default -> {
          // A digit more turns a number into another.
          byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
          System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
          longer[at] = (byte) "0123456789-.,\"e".charAt(random.nextInt(15));
          bytes = longer;
        }
      }
    }
    return bytes;
  }
}
