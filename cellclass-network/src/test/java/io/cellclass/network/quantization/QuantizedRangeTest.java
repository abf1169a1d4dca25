package io.cellclass.network.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class QuantizedRangeTest {
  @Test
  void theLevelsLieBetweenTheEnds() {
    QuantizedRange positive = new QuantizedRange(0, 510);
    assertThat(positive.step()).isEqualTo(2);
    assertThat(positive.zeroLevel()).isZero();
    QuantizedRange signed = new QuantizedRange(-100, 155);
    assertThat(signed.step()).isEqualTo(1);
    assertThat(signed.zeroLevel()).isEqualTo(100);
    assertThat(new QuantizedRange(-510, 0).zeroLevel()).isEqualTo(255);
    assertThat(new QuantizedRange(-1, 1).zeroLevel()).isBetween(127, 128);
  }

  @Test
  void zeroIsAlwaysInIt() {
    assertThat(QuantizedRange.around(3, 5)).isEqualTo(new QuantizedRange(0, 5));
    assertThat(QuantizedRange.around(-3, -2)).isEqualTo(new QuantizedRange(-3, 0));
    assertThat(QuantizedRange.around(0, 0)).isEqualTo(new QuantizedRange(0, 1));
    assertThat(QuantizedRange.around(0, Float.MIN_VALUE)).isEqualTo(new QuantizedRange(0, 1));
  }

  @Test
  void otherRangesAreRefused() {
    float[][] others = {
      {1, 2},
      {-2, -1},
      {0, 0},
      {Float.NaN, 1},
      {0, Float.NaN},
      {0, Float.POSITIVE_INFINITY},
      {-Float.MAX_VALUE, Float.MAX_VALUE}
    };
    for (float[] ends : others) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new QuantizedRange(ends[0], ends[1]))
          .withMessageStartingWith("a range of levels must have zero in it");
    }
  }
}
