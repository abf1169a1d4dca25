package io.cellclass.tflite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HalfTest {
  private static final int INFINITY = 0x7c00;

  /** IEEE 754-2008, section 3.4, of a finite number. */
  private static double value(int half) {
    int exponent = (half >> 10) & 31;
    int fraction = half & 1023;
    double size =
        exponent == 0
            ? fraction * Math.pow(2, -24)
            : (1024 + fraction) * Math.pow(2, exponent - 25.0);
    return (half & 0x8000) == 0 ? size : -size;
  }

  @Test
  void everyFiniteHalfIsItself() {
    for (int half = 0; half < 1 << 16; half++) {
      if ((half & INFINITY) != INFINITY) {
        assertThat(Half.of((float) value(half))).isEqualTo((short) half);
      }
    }
  }

  @Test
  void whatLiesBetweenTwoGoesToTheNearerAndInTheMiddleToTheEvenOne() {
    for (int half = 0; half < INFINITY - 1; half++) {
      double low = value(half);
      double high = value(half + 1);
      int even = half % 2 == 0 ? half : half + 1;
      assertThat(Half.of((float) (0.75 * low + 0.25 * high))).isEqualTo((short) half);
      assertThat(Half.of((float) (0.5 * low + 0.5 * high))).isEqualTo((short) even);
      assertThat(Half.of((float) (0.25 * low + 0.75 * high))).isEqualTo((short) (half + 1));
      assertThat(Half.of((float) -(0.5 * low + 0.5 * high))).isEqualTo((short) (even | 0x8000));
    }
  }

  @Test
  void whatIsTooLargeIsInfinite() {
    assertThat(Half.isInfinite(Half.of(65_519))).isFalse();
    for (float value : new float[] {65_520, 1e30f, -65_520, Float.POSITIVE_INFINITY, Float.NaN}) {
      assertThat(Half.isInfinite(Half.of(value))).as("%s", value).isTrue();
    }
  }
}
