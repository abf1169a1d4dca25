package io.cellclass.explain.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.Heatmap;
import io.cellclass.RgbImage;
import org.junit.jupiter.api.Test;

class PictureScaleTest {
  private static PictureScale of(int width, int height) {
    return PictureScale.of(PictureSamples.image(width, height), 360, 1024);
  }

  @Test
  void smallImagesAreEnlargedByAWholeFactor() {
    assertThat(of(120, 120)).isEqualTo(new PictureScale(120, 120, 3, 3));
    assertThat(of(100, 80)).isEqualTo(new PictureScale(100, 80, 4, 4));
    assertThat(of(1, 1).drawnWidth()).isEqualTo(360);
  }

  @Test
  void imagesOfGoodSizeStayAsTheyAre() {
    assertThat(of(360, 363)).isEqualTo(new PictureScale(360, 363, 1, 1));
    assertThat(of(1024, 8)).isEqualTo(new PictureScale(1024, 8, 1, 1));
  }

  @Test
  void largeImagesAreShrunk() {
    assertThat(of(2048, 1024)).isEqualTo(new PictureScale(1024, 512, 1, 0.5));
    assertThat(of(3000, 1)).isEqualTo(new PictureScale(1024, 1, 1, 1024 / 3000.0));
  }

  @Test
  void noFactorMakesThemTooLarge() {
    RgbImage image = PictureSamples.image(150, 150);
    assertThat(PictureScale.of(image, 160, 240).factor()).isEqualTo(1);
  }

  @Test
  void aShrunkPixelIsTheMeanOfItsArea() {
    // Two columns and rows become one, of the reds 0, 10, 20 and 255.
    RgbImage image = RgbImage.of(2, 2, new byte[] {0, 4, 0, 10, 4, 0, 20, 4, 0, (byte) 255, 4, 0});
    PictureScale half = new PictureScale(1, 1, 1, 0.5);
    assertThat(half.grid(image)).containsExactly(0x470400);
    assertThat(half.grid(Heatmap.of(2, 2, 1, -2, 3, 4))).containsExactly(1.5f);
  }

  /** Three columns become two: each takes half of the middle one. */
  @Test
  void areasMayDivideAPixel() {
    PictureScale scale = new PictureScale(2, 1, 1, 2 / 3.0);
    assertThat(scale.grid(Heatmap.of(3, 1, 3, 6, 9))).containsExactly(4f, 8f);
  }

  @Test
  void withoutShrinkingValuesStay() {
    RgbImage image = PictureSamples.image(3, 2);
    PictureScale scale = PictureScale.of(image, 6, 20);
    assertThat(scale.factor()).isEqualTo(2);
    int[] grid = scale.grid(image);
    assertThat(grid).hasSize(6);
    assertThat(grid[4]).isEqualTo(image.rgb(1, 1));
  }
}
