package io.cellclass.explain.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ColourMapTest {
  private static final List<ColourMap> RISING = List.of(ColourMap.sequential(), ColourMap.warm());

  /** Eight bits for each channel leave this much of lightness open. */
  private static final double ROUNDING = 0.004;

  private static double[] linear(int rgb) {
    double[] result = new double[3];
    for (int i = 0; i < 3; i++) {
      double share = (rgb >> (16 - 8 * i) & 0xff) / 255.0;
      result[i] = share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
    return result;
  }

  /** Lightness, a and b: from sRGB to OKLab, the way opposite to that of the code. */
  private static double[] lab(double... linear) {
    double r = linear[0];
    double g = linear[1];
    double b = linear[2];
    double l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    double m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    double s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return new double[] {
      0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
      1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
      0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
    };
  }

  private static double lightness(ColourMap map, double value) {
    return lab(linear(map.rgb(value)))[0];
  }

  private static double chroma(int rgb) {
    double[] lab = lab(linear(rgb));
    return Math.hypot(lab[1], lab[2]);
  }

  /** As it looks without green cones: Machado, Oliveira and Fernandes 2009, severity 1. */
  private static double[] deuteranope(int rgb) {
    double[] c = linear(rgb);
    return lab(
        Math.max(0, 0.367322 * c[0] + 0.860646 * c[1] - 0.227968 * c[2]),
        Math.max(0, 0.280085 * c[0] + 0.672501 * c[1] + 0.047413 * c[2]),
        Math.max(0, -0.011820 * c[0] + 0.042940 * c[1] + 0.968881 * c[2]));
  }

  /** As it looks without red cones: the same paper. */
  private static double[] protanope(int rgb) {
    double[] c = linear(rgb);
    return lab(
        Math.max(0, 0.152286 * c[0] + 1.052583 * c[1] - 0.204868 * c[2]),
        Math.max(0, 0.114503 * c[0] + 0.786281 * c[1] + 0.099216 * c[2]),
        Math.max(0, -0.003882 * c[0] - 0.048116 * c[1] + 1.051998 * c[2]));
  }

  private static double distance(double[] one, double[] other) {
    return Math.sqrt(
        Math.pow(one[0] - other[0], 2)
            + Math.pow(one[1] - other[1], 2)
            + Math.pow(one[2] - other[2], 2));
  }

  @Test
  void equalStepsAreEqualStepsOfLightness() {
    for (ColourMap map : RISING) {
      double step = (lightness(map, 1) - lightness(map, 0)) / 20;
      assertThat(20 * step).isGreaterThan(0.6);
      for (int i = 0; i < 20; i++) {
        assertThat(lightness(map, (i + 1) / 20.0) - lightness(map, i / 20.0))
            .as("%s at %s", map, i)
            .isCloseTo(step, within(ROUNDING));
      }
    }
  }

  @Test
  void lightnessNeverFalls() {
    for (ColourMap map : RISING) {
      for (int i = 0; i < 100; i++) {
        assertThat(lightness(map, (i + 1) / 100.0)).isGreaterThan(lightness(map, i / 100.0));
      }
    }
  }

  /** No step of colour is half as large as the mean one, nor half as large again. */
  @Test
  void equalStepsLookAboutEqual() {
    for (ColourMap map : RISING) {
      double[] steps = new double[16];
      double mean = 0;
      for (int i = 0; i < 16; i++) {
        steps[i] = distance(lab(linear(map.rgb(i / 16.0))), lab(linear(map.rgb((i + 1) / 16.0))));
        mean += steps[i] / 16;
      }
      for (double step : steps) {
        assertThat(step).as(map.toString()).isBetween(0.5 * mean, 1.5 * mean);
      }
    }
  }

  @Test
  void bothSidesOfTheDivergingMapAreOfTheSameStrength() {
    ColourMap map = ColourMap.diverging();
    for (int i = 1; i <= 20; i++) {
      double value = i / 20.0;
      assertThat(lightness(map, -value)).isCloseTo(lightness(map, value), within(ROUNDING));
      assertThat(chroma(map.rgb(-value))).isCloseTo(chroma(map.rgb(value)), within(0.006));
      double step = lightness(map, value - 0.05) - lightness(map, value);
      assertThat(step).isCloseTo(0.42 / 20, within(ROUNDING));
    }
  }

  @Test
  void theMiddleOfTheDivergingMapIsGrey() {
    int middle = ColourMap.diverging().rgb(0);
    assertThat(chroma(middle)).isLessThan(0.002);
    assertThat(middle & 0xff).isGreaterThan(0xe0);
  }

  /** 0.02 is a difference of colour that is just seen in OKLab. */
  @Test
  void theOrderIsSeenByThoseWhoDoNotSeeEachHue() {
    for (ColourMap map : RISING) {
      for (int i = 0; i < 10; i++) {
        int one = map.rgb(i / 10.0);
        int next = map.rgb((i + 1) / 10.0);
        assertThat(deuteranope(next)[0]).isGreaterThan(deuteranope(one)[0] + 0.02);
        assertThat(protanope(next)[0]).isGreaterThan(protanope(one)[0] + 0.02);
      }
    }
  }

  @Test
  void theSidesOfTheDivergingMapAreToldApartByThoseWhoDoNotSeeEachHue() {
    ColourMap map = ColourMap.diverging();
    for (double value : new double[] {0.25, 0.5, 1}) {
      double least = 0.2 * value;
      assertThat(distance(deuteranope(map.rgb(-value)), deuteranope(map.rgb(value))))
          .isGreaterThan(least);
      assertThat(distance(protanope(map.rgb(-value)), protanope(map.rgb(value))))
          .isGreaterThan(least);
    }
    assertThat(map.rgb(-1) & 0xff).isGreaterThan(map.rgb(-1) >> 16);
    assertThat(map.rgb(1) >> 16).isGreaterThan(map.rgb(1) & 0xff);
  }

  @Test
  void whatIsOutsideHasTheColourOfTheEnd() {
    assertThat(ColourMap.sequential().rgb(-3)).isEqualTo(ColourMap.sequential().rgb(0));
    assertThat(ColourMap.sequential().rgb(7)).isEqualTo(ColourMap.sequential().rgb(1));
    assertThat(ColourMap.diverging().rgb(-7)).isEqualTo(ColourMap.diverging().rgb(-1));
    assertThat(ColourMap.diverging().isSigned()).isTrue();
    assertThat(ColourMap.warm().isSigned()).isFalse();
  }

  @Test
  void whatIsNoNumberHasNoColour() {
    assertThatThrownBy(() -> ColourMap.warm().rgb(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a value must be a number, not NaN");
  }
}
