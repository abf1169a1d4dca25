package io.cellclass.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellclass.ConfusionMatrix;
import io.cellclass.LabelSet;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ConfusionPictureTest {
  private static final ConfusionMatrix MATRIX =
      ConfusionMatrix.of(
          LabelSet.of("a", "b", "c"), new int[][] {{80, 20, 0}, {1, 1, 2}, {0, 0, 0}});

  private static BufferedImage read(byte[] png) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  /** The colour just inside the upper left corner of a cell, where no text is. */
  private static Color ground(BufferedImage picture, int row, int column) {
    int left = cornerX(picture);
    int top = cornerY(picture);
    return new Color(picture.getRGB(left + 96 * column + 8, top + 96 * row + 8));
  }

  /** Where the grid begins: the first column with a dark line as long as a cell. */
  private static int cornerX(BufferedImage picture) {
    return IntStream.range(0, picture.getWidth())
        .filter(
            x -> IntStream.range(0, picture.getHeight() - 96).anyMatch(y -> isDown(picture, x, y)))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isDown(BufferedImage picture, int x, int y) {
    return IntStream.range(y, y + 96).allMatch(i -> isLine(picture.getRGB(x, i)));
  }

  private static int cornerY(BufferedImage picture) {
    int x = cornerX(picture);
    return IntStream.range(0, picture.getHeight() - 96)
        .filter(y -> isDown(picture, x, y))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isLine(int rgb) {
    return new Color(rgb).equals(Palette.FAINT);
  }

  @Test
  void aLargerShareIsDarker() throws IOException {
    BufferedImage picture = read(ConfusionPicture.shares(MATRIX));
    assertThat(ground(picture, 0, 0)).isEqualTo(Shade.of(0.8));
    assertThat(ground(picture, 0, 1)).isEqualTo(Shade.of(0.2));
    assertThat(ground(picture, 0, 2)).isEqualTo(Shade.of(0));
    assertThat(ground(picture, 1, 0)).isEqualTo(Shade.of(0.25));
    assertThat(ground(picture, 1, 2)).isEqualTo(Shade.of(0.5));
    assertThat(ground(picture, 2, 2)).isEqualTo(Shade.of(0));
    assertThat(brightness(ground(picture, 1, 2))).isLessThan(brightness(ground(picture, 0, 1)));
  }

  @Test
  void countsAreMeasuredByTheLargest() throws IOException {
    BufferedImage picture = read(ConfusionPicture.counts(MATRIX));
    assertThat(ground(picture, 0, 0)).isEqualTo(Shade.of(1));
    assertThat(ground(picture, 0, 1)).isEqualTo(Shade.of(0.25));
    assertThat(ground(picture, 1, 2)).isEqualTo(Shade.of(2 / 80.0));
    assertThat(ground(picture, 2, 0)).isEqualTo(Shade.of(0));
  }

  private static int brightness(Color colour) {
    return colour.getRed() + colour.getGreen() + colour.getBlue();
  }

  @Test
  void onlyCellsWithImagesHaveANumber() throws IOException {
    BufferedImage picture = read(ConfusionPicture.counts(MATRIX));
    assertThat(colours(picture, 0, 1)).isGreaterThan(1);
    assertThat(colours(picture, 1, 0)).isGreaterThan(1);
    assertThat(colours(picture, 0, 2)).isEqualTo(1);
    assertThat(colours(picture, 2, 1)).isEqualTo(1);
  }

  private static long colours(BufferedImage picture, int row, int column) {
    int left = cornerX(picture) + 96 * column + 6;
    int top = cornerY(picture) + 96 * row + 6;
    return IntStream.range(0, 84 * 84)
        .map(i -> picture.getRGB(left + i % 84, top + i / 84))
        .distinct()
        .count();
  }

  @Test
  void anEmptyMatrixIsDrawnToo() throws IOException {
    ConfusionMatrix empty = ConfusionMatrix.of(LabelSet.of("a"), new int[1][1]);
    assertThat(ground(read(ConfusionPicture.shares(empty)), 0, 0)).isEqualTo(Shade.of(0));
    assertThat(ground(read(ConfusionPicture.counts(empty)), 0, 0)).isEqualTo(Shade.of(0));
  }

  /** Two of them stand beside each other on a page of 1280 pixels. */
  @Test
  void eightClassesWithLongNamesAreNotTooWide() throws IOException {
    ConfusionMatrix eight = ConfusionMatrix.of(Smears.EIGHT, new int[8][8]);
    assertThat(read(ConfusionPicture.shares(eight)).getWidth()).isLessThanOrEqualTo(2 * 558);
  }

  @Test
  void aVeryLongNameIsCut() throws IOException {
    LabelSet labels = LabelSet.of("a", "\ud83d\ude00".repeat(500));
    BufferedImage picture =
        read(ConfusionPicture.shares(ConfusionMatrix.of(labels, new int[2][2])));
    assertThat(picture.getWidth()).isLessThan(2 * 450);
  }

  @Test
  void manyClassesFitAPictureOfModerateSize() throws IOException {
    ConfusionMatrix hundred = matrix(100);
    assertThat(read(ConfusionPicture.counts(hundred)).getWidth()).isLessThan(2 * 2000);
  }

  @Test
  void tooManyClassesAreRefused() {
    assertThatThrownBy(() -> ConfusionPicture.counts(matrix(101)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected from 1 to 100 labels, found 101");
    assertThatThrownBy(() -> ConfusionPicture.shares(matrix(0)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ConfusionMatrix matrix(int size) {
    String[] names = IntStream.range(0, size).mapToObj(i -> "class " + i).toArray(String[]::new);
    return ConfusionMatrix.of(LabelSet.of(names), new int[size][size]);
  }

  @Test
  void theSameMatrixGivesTheSameBytes() throws IOException {
    assertThat(ConfusionPicture.counts(MATRIX)).isEqualTo(ConfusionPicture.counts(MATRIX));
  }
}
