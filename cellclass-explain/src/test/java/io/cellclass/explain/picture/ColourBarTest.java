package io.cellclass.explain.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColourBarTest {
  private static final PictureText TEXT = PictureText.ofThisMachine();

  private static BufferedImage drawn(ColourBar bar, PictureText text, int height) {
    PictureSheet sheet = new PictureSheet(20 + bar.width(text), height + 20, text);
    bar.draw(sheet, text, 10, 10, height);
    return sheet.pixels();
  }

  @Test
  void itGoesFromTheMaximumDownToZero() {
    ColourBar bar = new ColourBar(PictureStyle.DEFAULT.withLevels(), 3);
    BufferedImage picture = drawn(bar, PictureText.none(), 200);
    assertThat(PictureSamples.rgb(picture, 18, 10)).isEqualTo(ColourMap.sequential().rgb(0.9975));
    assertThat(PictureSamples.rgb(picture, 18, 59)).isEqualTo(ColourMap.sequential().rgb(0.7525));
    assertThat(PictureSamples.rgb(picture, 18, 209)).isEqualTo(ColourMap.sequential().rgb(0.0025));
    assertThat(PictureSamples.rgb(picture, 18, 210)).isEqualTo(0xffffff);
    assertThat(PictureSamples.rgb(picture, 26, 100)).isEqualTo(0xffffff);
  }

  @Test
  void withSignsItGoesDownToMinusTheMaximum() {
    PictureStyle signed = PictureStyle.DEFAULT.withLevels().withColours(ColourMap.diverging());
    BufferedImage picture = drawn(new ColourBar(signed, 3), PictureText.none(), 200);
    assertThat(PictureSamples.rgb(picture, 18, 10)).isEqualTo(ColourMap.diverging().rgb(0.995));
    assertThat(PictureSamples.rgb(picture, 18, 209)).isEqualTo(ColourMap.diverging().rgb(-0.995));
  }

  @Test
  void aWhiteLineMarksALevel() {
    ColourBar bar = new ColourBar(PictureStyle.DEFAULT.withLevels(0.25), 3);
    BufferedImage picture = drawn(bar, PictureText.none(), 200);
    // A quarter of the way up, between rows 159 and 160.
    int grey = PictureSamples.rgb(picture, 18, 160) & 0xff;
    assertThat(grey).isGreaterThan((ColourMap.sequential().rgb(0.25) & 0xff) + 50);
  }

  /** Where numbers begin: the dark pixels of their ticks, at 10 + 16 + 1. */
  private static List<Integer> ticks(BufferedImage picture) {
    List<Integer> rows = new ArrayList<>();
    for (int y = 0; y < picture.getHeight(); y++) {
      if (PictureSamples.rgb(picture, 27, y) != 0xffffff) {
        rows.add(y);
      }
    }
    return rows;
  }

  @Test
  void eachLevelHasItsNumber() {
    assertThat(ticks(drawn(new ColourBar(PictureStyle.DEFAULT, 3), TEXT, 200)))
        .containsExactly(10, 60, 110, 160, 209);
  }

  @Test
  void numbersDoNotTouchEachOther() {
    PictureStyle crowded = PictureStyle.DEFAULT.withLevels(0.1, 0.11, 0.12, 0.3, 0.31, 0.98, 0.99);
    List<Integer> ticks = ticks(drawn(new ColourBar(crowded, 3), TEXT, 100));
    assertThat(ticks).contains(10, 109).hasSizeGreaterThan(2);
    for (int i = 1; i < ticks.size(); i++) {
      assertThat(ticks.get(i) - ticks.get(i - 1)).isGreaterThanOrEqualTo(TEXT.line() - 1);
    }
  }

  @Test
  void noNumberIsCutOff() {
    for (double maximum : new double[] {1, 0.001234, 123456, 1.23e-12}) {
      for (ColourMap colours : List.of(ColourMap.sequential(), ColourMap.diverging())) {
        ColourBar bar = new ColourBar(PictureStyle.DEFAULT.withColours(colours), maximum);
        assertThat(PictureSamples.hasClearBorder(drawn(bar, TEXT, 300))).isTrue();
      }
    }
  }
}
