package io.cellclass.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import org.junit.jupiter.api.Test;

class ShadeTest {
  /** CIE 1976 lightness, another measure of how light a colour looks than the one in the code. */
  private static double lightness(Color colour) {
    double y =
        0.2126 * linear(colour.getRed())
            + 0.7152 * linear(colour.getGreen())
            + 0.0722 * linear(colour.getBlue());
    return y > 216.0 / 24389 ? 116 * Math.cbrt(y) - 16 : y * 24389 / 27;
  }

  private static double linear(int value) {
    double share = value / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }

  @Test
  void itGoesFromNearlyWhiteToDark() {
    assertThat(lightness(Shade.of(0))).isGreaterThan(96);
    assertThat(lightness(Shade.of(1))).isLessThan(25);
  }

  /** No step is half as large as the mean one, nor half as large again. */
  @Test
  void equalStepsLookEqual() {
    double mean = (lightness(Shade.of(0)) - lightness(Shade.of(1))) / 10;
    for (int i = 0; i < 10; i++) {
      double step = lightness(Shade.of(i / 10.0)) - lightness(Shade.of((i + 1) / 10.0));
      assertThat(step).isBetween(0.5 * mean, 1.5 * mean);
    }
  }

  @Test
  void itStaysBlue() {
    for (int i = 1; i <= 100; i++) {
      Color colour = Shade.of(i / 100.0);
      assertThat(colour.getBlue()).isGreaterThanOrEqualTo(colour.getGreen());
      assertThat(colour.getGreen()).isGreaterThanOrEqualTo(colour.getRed());
    }
  }

  /** The known ratios of WCAG 2.1: black on white, and the grey that just passes on white. */
  @Test
  void contrastIsThatOfWcag() {
    assertThat(Shade.contrast(Color.BLACK, Color.WHITE)).isCloseTo(21, within(1e-9));
    assertThat(Shade.contrast(new Color(0x767676), Color.WHITE)).isCloseTo(4.54, within(0.005));
  }

  /** 4.5 is what WCAG 2.1 asks of text (success criterion 1.4.3). */
  @Test
  void textCanBeReadOnEveryShade() {
    for (int i = 0; i <= 1000; i++) {
      Color ground = Shade.of(i / 1000.0);
      assertThat(Shade.contrast(Shade.inkOn(ground), ground)).isGreaterThan(4.5);
    }
  }

  @Test
  void curvesStandOutFromPaper() {
    // 3 is what WCAG 2.1 asks of graphics (1.4.11); the palest two are told by marker and dash.
    assertThat(Palette.CURVES)
        .filteredOn(colour -> Shade.contrast(colour, Palette.PAPER) >= 3)
        .hasSizeGreaterThanOrEqualTo(4);
    assertThat(Palette.CURVES).doesNotHaveDuplicates();
  }
}
