package io.cellclass.segment.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GaussianFilterTest {
  private static final int WIDTH = 41;
  private static final int MIDDLE = 20 * WIDTH + 20;

  private interface Formula {
    double at(int x, int y);
  }

  private static float[] plane(Formula formula) {
    float[] plane = new float[WIDTH * WIDTH];
    for (int i = 0; i < plane.length; i++) {
      plane[i] = (float) formula.at(i % WIDTH - 20, i / WIDTH - 20);
    }
    return plane;
  }

  @Test
  void aPointBecomesAGaussian() {
    float[] point = plane((x, y) -> x == 0 && y == 0 ? 1 : 0);

    float[] smooth = GaussianFilter.smooth(point, 2, WIDTH, WIDTH);

    assertThat(smooth[MIDDLE]).isCloseTo((float) (1 / (8 * Math.PI)), within(2e-5f));
    assertThat(smooth[MIDDLE + 3 + 2 * WIDTH])
        .isCloseTo((float) (Math.exp(-13.0 / 8) / (8 * Math.PI)), within(2e-5f));
  }

  @Test
  void theSlopeOfASurfaceIsItsDerivative() {
    float[] surface = plane((x, y) -> 3 * x - 5 * y + 7);

    assertThat(GaussianFilter.slope(1.6).alongRows(surface, WIDTH, WIDTH)[MIDDLE])
        .isCloseTo(3, within(1e-4f));
    assertThat(GaussianFilter.slope(0.7).alongColumns(surface, WIDTH, WIDTH)[MIDDLE])
        .isCloseTo(-5, within(1e-4f));
    assertThat(GaussianFilter.curvature(0.7).alongColumns(surface, WIDTH, WIDTH)[MIDDLE])
        .isCloseTo(0, within(1e-4f));
  }

  @Test
  void theCurvatureOfASurfaceIsItsSecondDerivative() {
    float[] surface = plane((x, y) -> 1.5 * x * x - 0.5 * y * y);

    assertThat(GaussianFilter.curvature(0.7).alongRows(surface, WIDTH, WIDTH)[MIDDLE])
        .isCloseTo(3, within(2e-4f));
    assertThat(GaussianFilter.curvature(3.5).alongColumns(surface, WIDTH, WIDTH)[MIDDLE])
        .isCloseTo(-1, within(2e-4f));
  }

  @Test
  void aPlainStaysAsItIsUpToItsBorders() {
    float[] plain = plane((x, y) -> 4);

    float[] smooth = GaussianFilter.smooth(plain, 5, WIDTH, WIDTH);

    for (float value : smooth) {
      assertThat(value).isCloseTo(4, within(1e-5f));
    }
  }

  @Test
  void anImageSmallerThanTheFilterIsMirroredOften() {
    float[] smooth = GaussianFilter.smooth(new float[] {0, 3}, 50, 2, 1);

    assertThat(smooth[0]).isCloseTo(1.5f, within(1e-3f));
  }
}
