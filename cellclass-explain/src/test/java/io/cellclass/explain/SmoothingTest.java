package io.cellclass.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SmoothingTest {
  /** With a deviation of 1, a place and its neighbours, worked out by their definition. */
  @Test
  void aValueIsSpreadAsAGaussian() {
    float[] values = new float[11 * 11];
    values[5 * 11 + 5] = 1;
    float[] smoothed = Smoothing.of(1).apply(11, 11, values);
    double total = 0;
    for (int d = -3; d <= 3; d++) {
      total += Math.exp(-d * d / 2.0);
    }
    double centre = 1 / (total * total);
    assertThat((double) smoothed[5 * 11 + 5]).isCloseTo(centre, within(1e-6));
    assertThat((double) smoothed[4 * 11 + 7]).isCloseTo(centre * Math.exp(-2.5), within(1e-6));
    assertThat(smoothed[5 * 11]).isZero();
  }

  @Test
  void whatIsTheSameEverywhereStaysSo() {
    float[] values = new float[5 * 8];
    Arrays.fill(values, 3);
    float[] smoothed = Smoothing.of(2.5).apply(5, 8, values);
    for (float value : smoothed) {
      assertThat(value).isCloseTo(3, within(1e-5f));
    }
  }
}
