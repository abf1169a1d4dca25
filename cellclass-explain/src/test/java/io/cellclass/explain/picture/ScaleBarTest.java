package io.cellclass.explain.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class ScaleBarTest {
  private static PictureScale scale(int pixels, int factor) {
    return new PictureScale(pixels, pixels, factor, factor);
  }

  /** A third of 120 pixels is 40: 20 is the longest round number, 60 pixels of the picture. */
  @Test
  void withoutASizeItIsInPixels() {
    assertThat(ScaleBar.of(scale(120, 3), 0)).isEqualTo(new ScaleBar("20 px", 60));
    assertThat(ScaleBar.of(scale(360, 1), 0)).isEqualTo(new ScaleBar("100 px", 100));
    assertThat(ScaleBar.of(scale(150, 2), 0)).isEqualTo(new ScaleBar("50 px", 100));
  }

  /** Pixels of 0.1 um: 10 um are 100 pixels of the image. */
  @Test
  void withASizeItIsInMicrometres() {
    assertThat(ScaleBar.of(scale(360, 1), 0.1)).isEqualTo(new ScaleBar("10 \u00b5m", 100));
    assertThat(ScaleBar.of(scale(120, 3), 0.01)).isEqualTo(new ScaleBar("0.2 \u00b5m", 60));
    assertThat(ScaleBar.of(scale(360, 1), 7)).isEqualTo(new ScaleBar("500 \u00b5m", 71));
  }

  /** 4000 pixels on 1000: a bar of 1000 pixels is 250 long. */
  @Test
  void itIsShrunkWithTheImage() {
    assertThat(ScaleBar.of(new PictureScale(1000, 1000, 1, 0.25), 0))
        .isEqualTo(new ScaleBar("1000 px", 250));
  }

  @Test
  void thereAreNoPartsOfPixels() {
    assertThat(ScaleBar.of(scale(1, 360), 0)).isEqualTo(new ScaleBar("1 px", 360));
    assertThat(ScaleBar.of(scale(2, 180), 0)).isEqualTo(new ScaleBar("1 px", 180));
  }

  @Test
  void roundNumbersAreOneTwoAndFiveTimesPowersOfTen() {
    assertThat(ScaleBar.round(1)).isEqualTo(1);
    assertThat(ScaleBar.round(1.99)).isEqualTo(1);
    assertThat(ScaleBar.round(2)).isEqualTo(2);
    assertThat(ScaleBar.round(4.9)).isEqualTo(2);
    assertThat(ScaleBar.round(9.9)).isEqualTo(5);
    assertThat(ScaleBar.round(10)).isEqualTo(10);
    assertThat(ScaleBar.round(0.034)).isEqualTo(0.02);
    assertThat(ScaleBar.round(1000)).isEqualTo(1000);
  }

  @Test
  void itIsDrawnAsLongAsItSays() {
    PictureSheet sheet = new PictureSheet(200, 40, PictureText.none());
    new ScaleBar("50 px", 100).draw(sheet, 20, 20);
    BufferedImage picture = sheet.pixels();
    int dark = PictureSheet.INK.getRGB();
    assertThat(picture.getRGB(19, 20)).isEqualTo(PictureSheet.PAPER.getRGB());
    for (int x = 20; x < 120; x++) {
      assertThat(picture.getRGB(x, 20)).isEqualTo(dark);
    }
    assertThat(picture.getRGB(120, 20)).isEqualTo(PictureSheet.PAPER.getRGB());
    assertThat(picture.getRGB(20, 17)).isEqualTo(dark);
    assertThat(picture.getRGB(119, 23)).isEqualTo(dark);
  }
}
