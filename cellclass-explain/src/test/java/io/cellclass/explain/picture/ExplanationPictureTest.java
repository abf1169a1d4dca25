package io.cellclass.explain.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellclass.Explanation;
import io.cellclass.Heatmap;
import io.cellclass.Label;
import io.cellclass.RgbImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ExplanationPictureTest {
  private static final RgbImage IMAGE = PictureSamples.image(120, 100);
  private static final Heatmap HILL = PictureSamples.cone(120, 100, 50, 40, 2, 30);
  private static final Explanation NEUTROPHIL = PictureSamples.explanation("neutrophil", HILL);
  private static final int MARGIN = 10;

  private static ExplanationPicture picture(String target, Heatmap map) {
    return ExplanationPicture.of(IMAGE, PictureSamples.explanation(target, map));
  }

  @Test
  void anEmptyMapLeavesTheImageAsItIs() {
    for (float value : new float[] {0, -1}) {
      Heatmap empty = PictureSamples.flat(120, 100, value);
      BufferedImage drawn = picture("basophil", empty).draw();
      assertThat(PictureSamples.shows(drawn, IMAGE, MARGIN, MARGIN, 3)).isTrue();
      // No colour bar beside it, and words below.
      assertThat(drawn.getWidth()).isEqualTo(360 + 2 * MARGIN);
      assertThat(PictureSamples.isBlank(drawn, 0, 335, 380, drawn.getHeight() - 335)).isFalse();
    }
  }

  @Test
  void aPixelHasTheColourOfItsEvidence() {
    BufferedImage drawn = ExplanationPicture.of(IMAGE, NEUTROPHIL).withLevels().draw();
    for (int[] at : new int[][] {{60, 40}, {30, 50}, {50, 60}, {5, 90}, {119, 0}}) {
      double share = Math.max(0, HILL.value(at[0], at[1])) / HILL.value(50, 40);
      int expected =
          Overlay.blend(IMAGE.rgb(at[0], at[1]), ColourMap.sequential().rgb(share), 0.65 * share);
      assertThat(PictureSamples.rgb(drawn, MARGIN + 3 * at[0] + 1, MARGIN + 3 * at[1] + 1))
          .isEqualTo(expected);
    }
  }

  @Test
  void withSignsEvidenceAgainstTheClassIsBlue() {
    float[] values = HILL.values();
    BufferedImage drawn = picture("neutrophil", HILL).withLevels().withSigns().draw();
    double most = 0;
    for (float value : values) {
      most = Math.max(most, Math.abs(value));
    }
    double share = HILL.value(110, 90) / most;
    assertThat(share).isLessThan(-0.5);
    assertThat(PictureSamples.rgb(drawn, MARGIN + 331, MARGIN + 271))
        .isEqualTo(
            Overlay.blend(IMAGE.rgb(110, 90), ColourMap.diverging().rgb(share), -0.65 * share));
  }

  @Test
  void withSignsAMapWithoutEvidenceForTheClassShowsWhatSpeaksAgainstIt() {
    Heatmap against = PictureSamples.flat(120, 100, -1);
    BufferedImage drawn = picture("basophil", against).withLevels().withSigns().draw();
    assertThat(PictureSamples.rgb(drawn, MARGIN, MARGIN))
        .isEqualTo(Overlay.blend(IMAGE.rgb(0, 0), ColourMap.diverging().rgb(-1), 0.65));
  }

  @Test
  void aCommonMaximumMakesPicturesComparable() {
    BufferedImage drawn = picture("neutrophil", HILL).withLevels().withMaximum(8).draw();
    double share = HILL.value(60, 40) / 8;
    assertThat(PictureSamples.rgb(drawn, MARGIN + 181, MARGIN + 121))
        .isEqualTo(
            Overlay.blend(IMAGE.rgb(60, 40), ColourMap.sequential().rgb(share), 0.65 * share));
  }

  @Test
  void itsScaleBarIsAsLongAsItSays() {
    // 20 pixels of the image, each 3 wide; 2 um of 0.1 um each are as long.
    assertThat(barLength(picture("neutrophil", HILL))).isEqualTo(60);
    assertThat(barLength(picture("neutrophil", HILL).withPixelSize(0.1))).isEqualTo(60);
    // 10 um of 0.4 um each are 25 pixels.
    assertThat(barLength(picture("neutrophil", HILL).withPixelSize(0.4))).isEqualTo(75);
  }

  /** The length of the first dark line below the image. */
  private static int barLength(ExplanationPicture picture) {
    BufferedImage drawn = picture.draw(PictureText.none());
    int ink = PictureSheet.INK.getRGB() & 0xffffff;
    int longest = 0;
    for (int y = MARGIN + 300; y < drawn.getHeight(); y++) {
      int length = 0;
      while (PictureSamples.rgb(drawn, MARGIN + length, y) == ink) {
        length++;
      }
      longest = Math.max(longest, length);
    }
    return longest;
  }

  @Test
  void nothingIsCutOff() {
    Heatmap small = PictureSamples.cone(120, 100, 50, 40, 0.00012345, 30);
    for (String name : new String[] {"neutrophil", "immature granulocyte ".repeat(20) + "x"}) {
      Explanation explanation =
          new Explanation(NEUTROPHIL.prediction(), new Label(name), "CAM", "mixed10", small);
      for (ExplanationPicture picture :
          new ExplanationPicture[] {
            ExplanationPicture.of(IMAGE, explanation),
            ExplanationPicture.of(IMAGE, explanation).withSigns().withPixelSize(0.1)
          }) {
        assertThat(PictureSamples.hasClearBorder(picture.draw())).isTrue();
        assertThat(picture.draw().getWidth()).isLessThan(520);
      }
    }
  }

  @Test
  void oddShapesAreDrawn() {
    for (int[] size : new int[][] {{1, 1}, {1, 400}, {1, 3000}, {3000, 2}, {2000, 1500}}) {
      RgbImage image = PictureSamples.image(size[0], size[1]);
      Heatmap map = PictureSamples.cone(size[0], size[1], 0.5, 0.5, 1, 50);
      BufferedImage drawn =
          ExplanationPicture.of(image, PictureSamples.explanation("monocyte", map)).draw();
      assertThat(PictureSamples.hasClearBorder(drawn)).isTrue();
      assertThat(Math.max(drawn.getWidth(), drawn.getHeight())).isBetween(360, 1200);
    }
  }

  @Test
  void withoutFontsItIsDrawnWithoutText() {
    BufferedImage drawn = picture("neutrophil", HILL).draw(PictureText.none());
    // The image, a gap and the bar of colours.
    assertThat(drawn.getWidth()).isEqualTo(10 + 360 + 12 + 16 + 10);
    assertThat(PictureSamples.hasClearBorder(drawn)).isTrue();
  }

  @Test
  void theSamePictureHasTheSameBytes() throws IOException {
    byte[] png = ExplanationPicture.of(IMAGE, NEUTROPHIL).png();
    assertThat(ExplanationPicture.of(IMAGE, NEUTROPHIL).png()).isEqualTo(png);
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(png));
    assertThat(RgbImage.copyOf(read))
        .isEqualTo(RgbImage.copyOf(ExplanationPicture.of(IMAGE, NEUTROPHIL).draw()));
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    ExplanationPicture picture = ExplanationPicture.of(IMAGE, NEUTROPHIL);
    assertThatThrownBy(() -> ExplanationPicture.of(PictureSamples.image(100, 120), NEUTROPHIL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a map of the size of the image, 100x120, found 120x100");
    assertThatThrownBy(() -> picture.withLevels(0.5, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a level must be a share of the maximum between 0 and 1, not 1.0");
    assertThatThrownBy(() -> picture.withLevels(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> picture.withPixelSize(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("positive number of micrometres, not 0.0");
    assertThatThrownBy(() -> picture.withMaximum(Double.POSITIVE_INFINITY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the maximum must be positive and finite, not Infinity");
  }
}
