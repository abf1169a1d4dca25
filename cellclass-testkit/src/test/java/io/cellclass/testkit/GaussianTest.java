package io.cellclass.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GaussianTest {
  private static final int SIDE = 21;

  @Test
  void aPointSpreadsWithTheGivenDeviation() {
    float[] plane = new float[SIDE * SIDE];
    plane[10 * SIDE + 10] = 1;
    Gaussian.blur(plane, SIDE, SIDE, 1.5);
    double sum = 0;
    double variance = 0;
    for (int i = 0; i < plane.length; i++) {
      sum += plane[i];
      variance += plane[i] * (i % SIDE - 10) * (i % SIDE - 10);
    }
    assertThat(sum).isCloseTo(1, within(1e-5));
    // The kernel is cut off at 2.5 deviations, which takes about a tenth of the variance.
    assertThat(Math.sqrt(variance)).isCloseTo(1.5, within(0.1));
    assertThat(plane[10 * SIDE + 12]).isEqualTo(plane[12 * SIDE + 10]);
  }

  @Test
  void anEvenPlaneStaysEven() {
    float[] plane = new float[15];
    Arrays.fill(plane, 0.7f);
    Gaussian.blur(plane, 5, 3, 2);
    for (float value : plane) {
      assertThat(value).isCloseTo(0.7f, within(1e-6f));
    }
  }
}
