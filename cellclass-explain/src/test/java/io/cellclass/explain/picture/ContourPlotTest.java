package io.cellclass.explain.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContourPlotTest {
  private static final PictureScale SCALE = new PictureScale(60, 60, 2, 2);

  private static float[] hill(double middle, double sign) {
    float[] values = new float[3600];
    for (int i = 0; i < values.length; i++) {
      int x = i % 60;
      int y = i / 60;
      double square = Math.pow(x - middle, 2) + Math.pow(y - 30, 2);
      values[i] = (float) (sign * Math.exp(-square / 200));
    }
    return values;
  }

  private static BufferedImage drawn(ContourPlot plot) {
    PictureSheet sheet = new PictureSheet(120, 120, PictureText.none());
    sheet.box(0, 0, 120, 120, PictureSheet.FAINT);
    plot.draw(sheet, 0, 0);
    return sheet.pixels();
  }

  private static long white(BufferedImage picture) {
    return IntStream.range(0, 120 * 120)
        .filter(i -> (picture.getRGB(i % 120, i / 120) & 0xffffff) == 0xffffff)
        .count();
  }

  @Test
  void aHillHasLines() {
    ContourPlot plot = new ContourPlot(hill(30, 1), SCALE, PictureStyle.DEFAULT, 1);
    assertThat(plot.isEmpty()).isFalse();
    assertThat(white(drawn(plot))).isPositive();
  }

  /** Grains of one pixel: their lines would be far longer than the way around the picture. */
  @Test
  void aGrainyMapHasNone() {
    Random random = new Random(1);
    float[] values = new float[3600];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(4) == 0 ? 1 : 0;
    }
    // Neighbours join the grains to shapes that are large enough to be drawn.
    ContourPlot plot = new ContourPlot(values, SCALE, PictureStyle.DEFAULT, 1);
    assertThat(plot.isEmpty()).isTrue();
    assertThat(white(drawn(plot))).isZero();
  }

  @Test
  void aPitHasDashedLinesIfSignsAreShown() {
    ContourPlot positive = new ContourPlot(hill(30, -1), SCALE, PictureStyle.DEFAULT, 1);
    assertThat(white(drawn(positive))).isZero();
    PictureStyle signed = PictureStyle.DEFAULT.withColours(ColourMap.diverging());
    long dashed = white(drawn(new ContourPlot(hill(30, -1), SCALE, signed, 1)));
    long full = white(drawn(new ContourPlot(hill(30, 1), SCALE, signed, 1)));
    assertThat(dashed).isBetween(full / 4, 3 * full / 4);
  }

  @Test
  void withoutLevelsThereAreNoLines() {
    assertThat(new ContourPlot(hill(30, 1), SCALE, PictureStyle.DEFAULT.withLevels(), 1).isEmpty())
        .isTrue();
  }
}
