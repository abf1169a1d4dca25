package io.cellclass.segment.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PeaksTest {
  private static final float[] RANGE = {1, 5, 3, 4, 2, 2, 9, 9, 8};

  private static int[] peaks(float prominence) {
    boolean[] mask = new boolean[RANGE.length];
    Arrays.fill(mask, true);
    return Peaks.of(RANGE, mask, prominence, RANGE.length, 1);
  }

  @Test
  void aPeakIsAsProminentAsTheWayDownToAHigherOne() {
    // 5 stands 3 above the pass of 2, and 4 stands 1 above that of 3.
    assertThat(peaks(0)).containsExactly(0, 1, 0, 2, 0, 0, 3, 0, 0);
    assertThat(peaks(1)).containsExactly(0, 1, 0, 2, 0, 0, 3, 0, 0);
    assertThat(peaks(1.1f)).containsExactly(0, 1, 0, 0, 0, 0, 2, 0, 0);
    assertThat(peaks(3.1f)).containsExactly(0, 0, 0, 0, 0, 0, 1, 0, 0);
  }

  @Test
  void theHighestOfEachPartStays() {
    boolean[] drawn = Drawing.mask("#.##");

    assertThat(Peaks.of(new float[] {1, 7, 2, 2}, drawn, 100, 4, 1)).containsExactly(1, 0, 2, 0);
  }

  @Test
  void infiniteHeightsAreOnePlateau() {
    boolean[] drawn = Drawing.mask("####");
    float[] values = new float[4];
    Arrays.fill(values, Float.POSITIVE_INFINITY);

    assertThat(Peaks.of(values, drawn, 1, 4, 1)).containsExactly(1, 0, 0, 0);
  }

  @Test
  void aNegativeProminenceIsRefused() {
    assertThatThrownBy(() -> peaks(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a prominence must not be negative, not -1.0");
  }
}
