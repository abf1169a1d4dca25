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
