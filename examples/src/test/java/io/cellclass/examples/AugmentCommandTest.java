package io.cellclass.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AugmentCommandTest {
  private static final int TILE = 2 * 80;

  @TempDir private Path folder;
  private Path data;
  private Path sheet;

  /** Three red images of one class and two green ones of another, each of its own shade. */
  @BeforeEach
  void paintFiveImages() throws IOException {
    data = folder.resolve("data");
    sheet = folder.resolve("sheet.png");
    for (int i = 0; i < 3; i++) {
      paint(data.resolve("alpha/" + i + ".png"), 0xc00000 + i);
    }
    for (int i = 0; i < 2; i++) {
      paint(data.resolve("beta/" + i + ".png"), 0x00c000 + i);
    }
  }

  private static void paint(Path file, int rgb) throws IOException {
    BufferedImage image = new BufferedImage(24, 24, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 24 * 24; i++) {
      image.setRGB(i % 24, i / 24, rgb);
    }
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
  }

  private CommandRun augment(Object... more) {
    Object[] args = Arrays.copyOf(new Object[] {"augment", "--data", data}, 3 + more.length);
    System.arraycopy(more, 0, args, 3, more.length);
    return CommandRun.of(new FakeModels(), args);
  }

  /** How many pixels of the sheet have each colour. */
  private Map<Integer, Long> colours() throws IOException {
    BufferedImage picture = ImageIO.read(sheet.toFile());
    int width = picture.getWidth();
    int[] pixels = picture.getRGB(0, 0, width, picture.getHeight(), null, 0, width);
    return Arrays.stream(pixels)
        .boxed()
        .collect(Collectors.groupingBy(pixel -> pixel & 0xffffff, Collectors.counting()));
  }

  @Test
  void theFirstOfEachClassStandInRowsWithTheirViews() throws IOException {
    CommandRun run = augment("--out", sheet, "--set", "none", "--images", 3, "--views", 2);
    assertThat(run.status()).isZero();
    assertThat(run.outLines()).containsExactly("Wrote " + sheet);
    Map<Integer, Long> colours = colours();
    // The original and two views that are like it: of red 0, green 0 and red 1.
    for (int rgb : new int[] {0xc00000, 0x00c000, 0xc00001}) {
      assertThat(colours).containsEntry(rgb, 3L * TILE * TILE);
    }
    assertThat(colours).doesNotContainKey(0x00c001);
  }

  @Test
  void moreImagesThanThereAreIsAllOfThem() throws IOException {
    assertThat(augment("--out", sheet, "--set", "none", "--images", 9, "--views", 1).status())
        .isZero();
    assertThat(colours()).containsEntry(0x00c001, 2L * TILE * TILE);
  }

  @Test
  void brightnessIsSeenInTheViewsAndNotInTheOriginals() throws IOException {
    augment("--out", sheet, "--set", "brightness", "--images", 1, "--views", 3);
    Map<Integer, Long> colours = colours();
    assertThat(colours).containsEntry(0xc00000, (long) TILE * TILE);
    // Red of four strengths fills a tile each: 192 times 0.6 to 1.4, where 255 is the most.
    List<Integer> reds =
        colours.entrySet().stream()
            .filter(entry -> entry.getValue() >= TILE * TILE && entry.getKey() != 0xffffff)
            .map(entry -> entry.getKey() >> 16)
            .toList();
    assertThat(reds).hasSize(4).allMatch(red -> red >= 115 && red <= 255);
  }

  @Test
  void theSeedDecidesTheSheet() throws IOException {
    byte[] first = bytes("--seed", 1);
    assertThat(bytes("--seed", 1)).isEqualTo(first);
    assertThat(bytes("--seed", 2)).isNotEqualTo(first);
  }

  private byte[] bytes(Object... more) throws IOException {
    Object[] args = Arrays.copyOf(new Object[] {"--out", sheet}, 2 + more.length);
    System.arraycopy(more, 0, args, 2, more.length);
    assertThat(augment(args).status()).isZero();
    return Files.readAllBytes(sheet);
  }

  @Test
  void allHasARowForEachAlone() throws IOException {
    Path jpeg = folder.resolve("sheet.jpg");
    assertThat(augment("--out", jpeg, "--set", "all", "--images", 2, "--views", 1).err()).isEmpty();
    BufferedImage picture = ImageIO.read(jpeg.toFile());
    int alone = AugmentationExhibit.named("all").size();
    assertThat(picture.getHeight()).isGreaterThan(alone * TILE);
    // JPEG begins so.
    assertThat(Files.readAllBytes(jpeg)).startsWith(0xff, 0xd8, 0xff);
    assertThat(AugmentationExhibit.names()).contains("paper", "stain-jitter", "macenko");
  }

  @Test
  void aSetThatThereIsNotIsToldWithThoseThatThereAre() {
    CommandRun run = augment("--out", sheet, "--set", "sharpen");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("paper, microscopy, none, all, horizontal-flip", "not sharpen");
  }

  @Test
  void anImageThatCannotBeReadIsNamed() throws IOException {
    Path broken = PlainImages.writeBroken(data.resolve("alpha/0.png"));
    CommandRun run = augment("--out", sheet);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.errLines()).singleElement().asString().contains(broken.toString());
    assertThat(sheet).doesNotExist();
  }

  @Test
  void anOutputThatCannotBeWrittenIsFoundBeforeTheWork() {
    CommandRun run = augment("--out", folder.resolve("missing/sheet.png"));
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("no such file or directory");
  }
}
