package io.cellclass.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.RgbImage;
import org.junit.jupiter.api.Test;

class IlluminationTest {
  /** Of 100 pixels 2 are glints and 3 are ground, which makes 3 of 100 and more. */
  private static final RgbImage TINTED =
      pixels(new int[][] {{2, 255, 255, 255}, {3, 200, 180, 120}, {95, 100, 90, 60}});

  @Test
  void theBackgroundIsWhatThreeInAHundredPixelsReach() {
    assertThat(Background.of(TINTED)).isEqualTo(new Background(200, 180, 120));
    assertThat(Background.of(pixels(new int[][] {{3, 255, 0, 9}, {97, 1, 0, 7}})))
        .isEqualTo(new Background(255, 0, 9));
  }

  @Test
  void imagesAreLeftAsTheyAre() {
    assertThat(Illumination.AS_IS.apply(TINTED)).isSameAs(TINTED);
  }

  /** Worked out by hand: 100 * 245 / 200, 90 * 245 / 180 and 60 * 245 / 120 are all 122.5. */
  @Test
  void theBackgroundBecomesWhite() {
    assertThat(Illumination.WHITE_BALANCED.apply(TINTED))
        .isEqualTo(
            pixels(new int[][] {{2, 255, 255, 255}, {3, 245, 245, 245}, {95, 123, 123, 123}}));
  }

  /** At most by 245 / 60. */
  @Test
  void darknessIsNotMadeWhite() {
    assertThat(Illumination.WHITE_BALANCED.apply(pixels(new int[][] {{100, 12, 0, 60}})))
        .isEqualTo(pixels(new int[][] {{100, 49, 0, 245}}));
  }

  @Test
  void aCellLooksTheSameUnderAnyLamp() {
    RgbImage cell =
        Drawing.blank(80, 60)
            .disc(40, 30, 20, Drawing.CYTOPLASM)
            .disc(42, 30, 12, Drawing.NUCLEUS)
            .image();
    byte[] expected = Illumination.WHITE_BALANCED.apply(cell).bytes();
    byte[] yellow = cell.bytes().clone();
    double[] lamp = {1, 0.95, 0.6};
    for (int i = 0; i < yellow.length; i++) {
      yellow[i] = (byte) Math.round((yellow[i] & 0xff) * lamp[i % 3]);
    }
    byte[] found = Illumination.WHITE_BALANCED.apply(RgbImage.of(80, 60, yellow)).bytes();
    for (int i = 0; i < found.length; i++) {
      // Half a level under the lamp is most of one in white, and each is rounded once more.
      assertThat(Math.abs((found[i] & 0xff) - (expected[i] & 0xff))).isLessThanOrEqualTo(2);
    }
  }

  /** A row for each colour: how many pixels, red, green, blue. A hundred in all. */
  private static RgbImage pixels(int[][] colours) {
    byte[] rgb = new byte[300];
    int at = 0;
    for (int[] colour : colours) {
      for (int i = 0; i < colour[0]; i++) {
        for (int channel = 1; channel <= 3; channel++) {
          rgb[at++] = (byte) colour[channel];
        }
      }
    }
    return RgbImage.of(10, 10, rgb);
  }
}
