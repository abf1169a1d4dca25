package io.cellclass.segment.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.RgbImage;
import io.cellclass.segment.Box;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PlacementTest {
  private static final RgbImage IMAGE = RgbImage.of(80, 60, new byte[3 * 80 * 60]);

  /** A disc is drawn through the placement, and its box measured. */
  @Test
  void aBoxLiesAboutTheCellInTheView() {
    SplittableRandom random = new SplittableRandom(1);
    byte[] rgb = new byte[3 * 80 * 60];
    for (int i = 0; i < 80 * 60; i++) {
      int column = i % 80;
      int row = i / 80;
      if (Math.hypot(column + 0.5 - 40, row + 0.5 - 30) <= 10) {
        rgb[3 * i] = (byte) 255;
      }
    }
    RgbImage disc = RgbImage.of(80, 60, rgb);
    int held = 0;
    for (int trial = 0; trial < 50; trial++) {
      Placement placement = Placement.random(disc, 90, 70, Math.PI, 1.5, random);
      Box expected = placement.toView(new Box(30, 20, 50, 40));
      float[] view = TrainingView.pixels(disc, placement, 90, 70);
      double left = 90;
      double right = 0;
      double top = 70;
      double bottom = 0;
      for (int i = 0; i < 90 * 70; i++) {
        if (view[3 * i] > 127) {
          int column = i % 90;
          int row = i / 90;
          left = Math.min(left, column);
          right = Math.max(right, column + 1);
          top = Math.min(top, row);
          bottom = Math.max(bottom, row + 1);
        }
      }
      boolean whole = left > 0 && right < 90 && top > 0 && bottom < 70;
      boolean alone = right - left < expected.width() + 3 && bottom - top < expected.height() + 3;
      if (whole && alone) {
        held++;
        // Pixels are whole, and a circle's outermost ones few.
        assertThat(left).isCloseTo(expected.left(), within(1.5));
        assertThat(right).isCloseTo(expected.right(), within(1.5));
        assertThat(top).isCloseTo(expected.top(), within(1.5));
        assertThat(bottom).isCloseTo(expected.bottom(), within(1.5));
      }
    }
    assertThat(held).isGreaterThan(20);
  }

  @Test
  void theMiddleIsShownAsItIs() {
    Placement placement = Placement.centred(IMAGE, 40, 20);

    assertThat(placement.sourceX(0, 0)).isEqualTo(20);
    assertThat(placement.sourceY(0, 0)).isEqualTo(20);
    assertThat(placement.toView(new Box(30, 30, 40, 36))).isEqualTo(new Box(10, 10, 20, 16));
  }

  @Test
  void aPlainPlacementCopiesPixels() {
    byte[] rgb = new byte[3 * 80 * 60];
    new java.util.Random(2).nextBytes(rgb);
    RgbImage noise = RgbImage.of(80, 60, rgb);

    float[] view = TrainingView.pixels(noise, Placement.centred(noise, 80, 60), 80, 60);

    for (int i = 0; i < rgb.length; i++) {
      assertThat(view[i]).isEqualTo(rgb[i] & 0xff);
    }
  }
}
