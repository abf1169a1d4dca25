package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.RgbImage;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RegionColoursTest {
  private static final Offset<Double> EXACT = within(1e-12);

  private static double[] colours(String mask, int... values) {
    byte[] rgb = new byte[values.length];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) values[i];
    }
    return RegionColours.of(RgbImage.of(mask.length(), 1, rgb), Masks.drawn(mask));
  }

  @Test
  void pureColours() {
    assertThat(colours("#", 255, 0, 0))
        .containsExactly(new double[] {1, 0, 0, 1, 1, 0, 0, 0, 0, 0}, EXACT);
    double sine = Math.sqrt(3) / 2;
    assertThat(colours("#", 0, 255, 0))
        .containsExactly(new double[] {0, 1, 0, 1, -0.5, sine, 0, 0, 0, 0}, EXACT);
    assertThat(colours("#", 0, 0, 255))
        .containsExactly(new double[] {0, 0, 1, 1, -0.5, -sine, 0, 0, 0, 0}, EXACT);
  }

  @Test
  void greyAndBlackHaveNoSaturation() {
    assertThat(colours("#", 51, 51, 51))
        .containsExactly(new double[] {0.2, 0.2, 0.2, 0, 0, 0, 0, 0, 0, 0}, EXACT);
    assertThat(colours("#", 0, 0, 0)).containsOnly(0);
  }

  @Test
  void meansAndDeviationsOfTwoPixelsOfThree() {
    double[] found = colours("#.#", 255, 255, 255, 9, 9, 9, 255, 51, 153);
    // Saturations 0 and 0.8; the second hue is at -(180 - 150) = -30 degrees: between red and
    // magenta.
    assertThat(found)
        .containsExactly(
            new double[] {
              1, 0.6, 0.8, 0.4, 0.4 * Math.cos(Math.PI / 6), -0.4 * 0.5, 0, 0.4, 0.2, 0.4
            },
            EXACT);
  }

  @Test
  void anEmptyMaskHasZeros() {
    assertThat(colours(".", 200, 100, 50)).hasSize(10).containsOnly(0);
  }
}
