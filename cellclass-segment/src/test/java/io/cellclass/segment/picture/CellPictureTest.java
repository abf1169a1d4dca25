package io.cellclass.segment.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.RgbImage;
import io.cellclass.segment.Box;
import io.cellclass.segment.Detection;
import io.cellclass.segment.LabelMap;
import io.cellclass.segment.PixelClass;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CellPictureTest {
  private static final int BACKGROUND = 0xff808080;
  private static final int CELL = 0xff00c853;
  private static final int NUCLEUS = 0xffffd600;

  private static RgbImage grey(int side) {
    byte[] rgb = new byte[3 * side * side];
    Arrays.fill(rgb, (byte) 0x80);
    return RgbImage.of(side, side, rgb);
  }

  @Test
  void boxesHaveTheColourOfTheirLabelAndNothingElseIsCovered() {
    LabelSet labels = LabelSet.of("red", "white");
    Detection cell = new Detection(new Box(10, 20, 50, 60), new Label("white"), 0.9);
    BufferedImage picture = CellPicture.boxes(grey(80), List.of(cell), labels);

    assertThat(picture.getHeight()).isGreaterThan(80);
    assertThat(picture.getRGB(30, 40)).isEqualTo(BACKGROUND);
    assertThat(picture.getRGB(5, 5)).isEqualTo(BACKGROUND);
    // Antialiased over two pixels, and redder than the ground.
    int red = picture.getRGB(10, 40) >> 16 & 0xff;
    int blue = picture.getRGB(10, 40) & 0xff;
    assertThat(red - blue).isGreaterThan(50);
  }

  /** A plate in the label's colour over the box, or inside a box that has no room above. */
  @Test
  void captionsStandAtTheirBoxesAndNowhereElse() {
    LabelSet labels = LabelSet.of("red", "white");
    Detection middle = new Detection(new Box(20, 60, 60, 100), new Label("white"), 0.9);
    Detection above = new Detection(new Box(120, 0, 150, 40), new Label("white"), 0.9);
    Detection silent = new Detection(new Box(100, 100, 140, 140), new Label("red"), 0.9);
    List<Detection> cells = List.of(middle, above, silent);
    BufferedImage bare = CellPicture.boxes(grey(160), cells, labels);
    BufferedImage picture =
        CellPicture.boxes(
            grey(160), cells, labels, cell -> cell.label().name().equals("white") ? "type" : "");

    int over = changed(bare, picture, 20, 46, 60, 14);
    int within = changed(bare, picture, 100, 0, 60, 14);
    assertThat(over).isGreaterThan(60);
    assertThat(within).isGreaterThan(60);
    assertThat(changed(bare, picture, 0, 0, 160, picture.getHeight())).isEqualTo(over + within);
    // A corner of the plate, in the colour of white.
    assertThat(picture.getRGB(21, 49)).isEqualTo(0xffd55e00);
  }

  /** How many pixels of a part differ. */
  private static int changed(
      BufferedImage one, BufferedImage other, int left, int top, int width, int height) {
    int count = 0;
    for (int y = top; y < top + height; y++) {
      for (int x = left; x < left + width; x++) {
        count += one.getRGB(x, y) == other.getRGB(x, y) ? 0 : 1;
      }
    }
    return count;
  }

  @Test
  void cellsAndNucleiAreOutlined() {
    int[] cells = new int[40 * 40];
    PixelClass[] classes = new PixelClass[cells.length];
    for (int i = 0; i < cells.length; i++) {
      int distance = Math.max(Math.abs(i % 40 - 20), Math.abs(i / 40 - 20));
      cells[i] = distance <= 10 ? 1 : 0;
      classes[i] =
          distance <= 5
              ? PixelClass.NUCLEUS
              : distance <= 10 ? PixelClass.CYTOPLASM : PixelClass.BACKGROUND;
    }
    BufferedImage picture = CellPicture.outlines(grey(40), LabelMap.of(40, 40, cells, classes));

    assertThat(picture.getRGB(10, 20)).isEqualTo(CELL);
    assertThat(picture.getRGB(12, 20)).isEqualTo(BACKGROUND);
    assertThat(picture.getRGB(15, 20)).isEqualTo(NUCLEUS);
    assertThat(picture.getRGB(20, 20)).isEqualTo(BACKGROUND);
    assertThat(picture.getRGB(9, 20)).isEqualTo(BACKGROUND);
  }

  @Test
  void aMapOfAnotherSizeIsRefused() {
    assertThatThrownBy(() -> CellPicture.outlines(grey(40), LabelMap.of(1, 1, new int[1])))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
