package io.cellclass.explain.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ColourSpaceTest {
  @Test
  void withoutChromaColoursAreGrey() {
    assertThat(ColourSpace.rgb(0, 0, 0)).isZero();
    assertThat(ColourSpace.rgb(1, 0, 123)).isEqualTo(0xffffff);
    int grey = ColourSpace.rgb(0.6, 0, 45);
    assertThat(grey & 0xff).isEqualTo(grey >> 8 & 0xff).isEqualTo(grey >> 16);
  }

  /** Values that the tests of CSS Color 4 give for {@code oklch(50% 0.2 0)} and its like. */
  @Test
  void coloursAreThoseOfCss() {
    assertThat(ColourSpace.rgb(0.5, 0.2, 0)).isEqualTo(0xb4065f);
    assertThat(ColourSpace.rgb(0.5, 0.2, 270)).isEqualTo(0x3b51d3);
  }

  @Test
  void whatAScreenCannotShowKeepsItsLightness() {
    int vivid = ColourSpace.rgb(0.5, 0.4, 140);
    assertThat(ColourSpace.rgb(0.5, 10, 140)).isEqualTo(vivid);
    // A green, not one with channels cut off: that would be lighter than half.
    assertThat(vivid >> 8 & 0xff).isBetween(0x60, 0x90);
  }
}
