package io.cellclass.segment.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.RgbImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColourDeconvolutionTest {
  /** A pixel as the law of Beer and Lambert gives it. */
  private static RgbImage pixel(List<Stain> stains, double... amounts) {
    byte[] rgb = new byte[3];
    for (int channel = 0; channel < 3; channel++) {
      double density = 0;
      for (int i = 0; i < amounts.length; i++) {
        Stain stain = stains.get(i);
        double length = Math.hypot(Math.hypot(stain.red(), stain.green()), stain.blue());
        double[] absorbed = {stain.red(), stain.green(), stain.blue()};
        density += amounts[i] * absorbed[channel] / length;
      }
      rgb[channel] = (byte) Math.round(255 * Math.pow(10, -density));
    }
    return RgbImage.of(1, 1, rgb);
  }

  @Test
  void mixedStainsComeApart() {
    List<Stain> giemsa = List.of(Stain.METHYLENE_BLUE, Stain.EOSIN_OF_GIEMSA);

    List<Channel> amounts = ColourDeconvolution.romanowsky().separate(pixel(giemsa, 0.5, 0.2));

    assertThat(amounts.get(0).value(0, 0)).isCloseTo(0.5f, within(0.01f));
    assertThat(amounts.get(1).value(0, 0)).isCloseTo(0.2f, within(0.01f));
  }

  @Test
  void threeStainsOfOnesOwnComeApart() {
    List<Stain> own = List.of(Stain.HAEMATOXYLIN, Stain.EOSIN, new Stain("DAB", 0.10, 0.21, 0.29));

    List<Channel> amounts = ColourDeconvolution.of(own).separate(pixel(own, 0.3, 0.1, 0.4));

    assertThat(amounts).extracting(Channel::name).containsExactly("haematoxylin", "eosin", "DAB");
    assertThat(amounts.get(0).value(0, 0)).isCloseTo(0.3f, within(0.02f));
    assertThat(amounts.get(1).value(0, 0)).isCloseTo(0.1f, within(0.02f));
    assertThat(amounts.get(2).value(0, 0)).isCloseTo(0.4f, within(0.02f));
  }

  @Test
  void whiteHasNoStain() {
    RgbImage white = RgbImage.of(1, 1, new byte[] {-1, -1, -1});

    assertThat(ColourDeconvolution.romanowsky().separate(white).get(0).value(0, 0))
        .isCloseTo(0, within(1e-6f));
  }

  @Test
  void stainsThatCannotBeToldApartAreRefused() {
    Stain twice = new Stain("stronger", 0.36, 0.40, 0.16);
    assertThatThrownBy(() -> ColourDeconvolution.of(List.of(Stain.HAEMATOXYLIN, twice)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected stains that differ");
    assertThatThrownBy(() -> ColourDeconvolution.of(List.of(Stain.EOSIN)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected two or three stains");
    assertThatThrownBy(() -> new Stain("none", 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
