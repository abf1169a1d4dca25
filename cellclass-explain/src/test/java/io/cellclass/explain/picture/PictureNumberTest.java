package io.cellclass.explain.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PictureNumberTest {
  @Test
  void numbersHaveThreeDigits() {
    assertThat(PictureNumber.of(0)).isEqualTo("0");
    assertThat(PictureNumber.of(12.5)).isEqualTo("12.5");
    assertThat(PictureNumber.of(1234)).isEqualTo("1230");
    assertThat(PictureNumber.of(-0.0040926)).isEqualTo("-0.00409");
    assertThat(PictureNumber.of(0.1f)).isEqualTo("0.1");
    assertThat(PictureNumber.of(100)).isEqualTo("100");
  }

  @Test
  void veryLargeAndSmallOnesHaveAPowerOfTen() {
    assertThat(PictureNumber.of(3.2e-7)).isEqualTo("3.2e-7");
    assertThat(PictureNumber.of(-1e10)).isEqualTo("-1e10");
    assertThat(PictureNumber.of(Float.MIN_VALUE)).isEqualTo("1.4e-45");
    assertThat(PictureNumber.of(Float.MAX_VALUE)).isEqualTo("3.4e38");
  }

  @Test
  void aProbabilityIsNotRoundedToCertainty() {
    assertThat(PictureNumber.probability(0.934)).isEqualTo("0.93");
    assertThat(PictureNumber.probability(0.9961)).isEqualTo(">0.99");
    assertThat(PictureNumber.probability(1)).isEqualTo("1.00");
    assertThat(PictureNumber.probability(0.0049)).isEqualTo("<0.01");
    assertThat(PictureNumber.probability(0)).isEqualTo("0.00");
  }
}
