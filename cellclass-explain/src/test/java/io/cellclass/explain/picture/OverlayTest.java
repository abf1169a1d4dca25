package io.cellclass.explain.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellclass.Heatmap;
import io.cellclass.RgbImage;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class OverlayTest {
  private static final PictureStyle BARE = PictureStyle.DEFAULT.withLevels();
  private static final RgbImage IMAGE = PictureSamples.image(40, 30);
  private static final PictureScale SCALE = new PictureScale(40, 30, 2, 2);

  private static BufferedImage drawn(Heatmap map, PictureStyle style, double maximum) {
    PictureSheet sheet = new PictureSheet(80, 60, PictureText.none());
    new Overlay(IMAGE, map, style, maximum, SCALE).draw(sheet, 0, 0);
    return sheet.pixels();
  }

  /** Half of the maximum: 0.325 of its colour and 0.675 of the image. */
  @Test
  void aColourIsLaidOverThePixelToWhichItBelongs() {
    float[] values = new float[40 * 30];
    values[3] = 4;
    values[12 * 40 + 35] = 2;
    BufferedImage picture = drawn(Heatmap.of(40, 30, values), BARE, 4);
    int ground = IMAGE.rgb(35, 12);
    int colour = ColourMap.sequential().rgb(0.5);
    int expected = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      double mixed = 0.675 * (ground >> shift & 0xff) + 0.325 * (colour >> shift & 0xff);
      expected = expected << 8 | (int) Math.round(mixed);
    }
    assertThat(PictureSamples.rgb(picture, 70, 24)).isEqualTo(expected);
    assertThat(PictureSamples.rgb(picture, 71, 25)).isEqualTo(expected);
    assertThat(PictureSamples.rgb(picture, 72, 24)).isEqualTo(IMAGE.rgb(36, 12));
    assertThat(PictureSamples.rgb(picture, 70, 26)).isEqualTo(IMAGE.rgb(35, 13));
  }

  @Test
  void coloursAreBlendedByHand() {
    assertThat(Overlay.blend(0x000000, 0xffffff, 0.5)).isEqualTo(0x808080);
    assertThat(Overlay.blend(0x102030, 0xff0000, 0)).isEqualTo(0x102030);
    // 0.75 * 200 + 0.25 * 100 = 175, 0.75 * 100 + 0.25 * 200 = 125, 0.75 * 40 = 30
    assertThat(Overlay.blend(0xc86428, 0x64c800, 0.25)).isEqualTo(0xaf7d1e);
  }

  @Test
  void opacityGrowsWithTheEvidence() {
    assertThat(Overlay.opacity(0)).isZero();
    assertThat(Overlay.opacity(0.5)).isEqualTo(0.325);
    assertThat(Overlay.opacity(-0.5)).isEqualTo(0.325);
    assertThat(Overlay.opacity(3)).isEqualTo(0.65);
  }

  @Test
  void whatSpeaksAgainstIsShownOnlyWithSigns() {
    float[] values = new float[40 * 30];
    values[3] = 4;
    values[12 * 40 + 35] = -4;
    Heatmap map = Heatmap.of(40, 30, values);
    assertThat(PictureSamples.rgb(drawn(map, BARE, 4), 70, 24)).isEqualTo(IMAGE.rgb(35, 12));
    PictureStyle signed = BARE.withColours(ColourMap.diverging());
    int blue = PictureSamples.rgb(drawn(map, signed, 4), 70, 24);
    assertThat(blue)
        .isEqualTo(Overlay.blend(IMAGE.rgb(35, 12), ColourMap.diverging().rgb(-1), 0.65));
  }

  @Test
  void thePeakHasARing() {
    BufferedImage picture = drawn(PictureSamples.cone(40, 30, 20.5, 10.5, 1, 100), BARE, 1);
    // The middle of pixel (20, 10) is at (41, 21); the ring is 6 pixels away.
    for (int[] at : new int[][] {{6, 0}, {-7, 0}, {0, 6}, {0, -7}}) {
      assertThat(PictureSamples.rgb(picture, 41 + at[0], 21 + at[1]) & 0xff).isGreaterThan(230);
    }
    assertThat(PictureSamples.rgb(picture, 41, 21) & 0xff).isLessThan(150);
  }

  @Test
  void contoursRunWhereTheLevelIs() {
    PictureStyle half = PictureStyle.DEFAULT.withLevels(0.5);
    // Half of the cone's height is 10 pixels from its tip, 20 in the picture, from (40.5, 30.5).
    BufferedImage picture = drawn(PictureSamples.cone(40, 30, 20.25, 15.25, 1, 20), half, 1);
    for (int[] at : new int[][] {{20, 0}, {-20, 0}, {0, 20}, {0, -20}}) {
      int rgb = PictureSamples.rgb(picture, 40 + at[0], 30 + at[1]);
      assertThat(rgb & 0xff).as("at %s, %s", at[0], at[1]).isGreaterThan(200);
    }
  }

  @Test
  void withoutAMaximumItIsTheImage() {
    BufferedImage picture = drawn(PictureSamples.flat(40, 30, 0), PictureStyle.DEFAULT, 0);
    assertThat(PictureSamples.shows(picture, IMAGE, 0, 0, 2)).isTrue();
  }

  @Test
  void aMapOfAnotherSizeIsRefused() {
    assertThatThrownBy(() -> drawn(PictureSamples.flat(30, 40, 1), BARE, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a map of the size of the image, 40x30, found 30x40");
  }
}
