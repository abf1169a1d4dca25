package io.cellclass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FeatureGridTest {
  /** Two by two places in a frame of an image of 8 by 6 pixels, 3 pixels apart. */
  private static final FeatureGrid GRID =
      new FeatureGrid(8, 6, new Frame(1, 1, 6, 4), 2, 2, 2.5, 1.5, 3, 3);

  private static final float[] VALUES = {1, 4, 7, 10};

  /** Pixel (2, 1) has its centre at (2.5, 1.5), where the first place is. */
  @Test
  void valuesAreLinearBetweenPlaces() {
    Heatmap map = GRID.spread(VALUES);
    assertThat(map.value(2, 1)).isEqualTo(1);
    assertThat(map.value(5, 1)).isEqualTo(4);
    assertThat(map.value(3, 1)).isCloseTo(2, within(1e-5f));
    assertThat(map.value(2, 2)).isCloseTo(3, within(1e-5f));
    assertThat(map.value(3, 3)).isCloseTo(6, within(1e-5f));
    assertThat(map.value(5, 4)).isEqualTo(10);
  }

  @Test
  void beyondTheOutermostPlacesTheyAreConstantAndOutsideTheFrameZero() {
    Heatmap map = GRID.spread(VALUES);
    assertThat(map.value(1, 1)).isEqualTo(1);
    assertThat(map.value(6, 4)).isEqualTo(10);
    for (int x = 0; x < 8; x++) {
      assertThat(map.value(x, 0)).isZero();
      assertThat(map.value(x, 5)).isZero();
    }
    for (int y = 0; y < 6; y++) {
      assertThat(map.value(0, y)).isZero();
      assertThat(map.value(7, y)).isZero();
    }
    assertThat(GRID.valueAt(0, 0, VALUES)).isEqualTo(1);
    assertThat(GRID.valueAt(100, 3, VALUES)).isEqualTo(7);
  }

  @Test
  void aFrameMayReachBeyondTheImage() {
    FeatureGrid grid = new FeatureGrid(3, 2, new Frame(-5, -5, 20, 20), 1, 1, 5, 5, 20, 20);
    assertThat(grid.spread(new float[] {2}).values()).containsOnly(2);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GRID.spread(new float[3]))
        .withMessageContaining("2x2")
        .withMessageContaining("3");
    Frame frame = new Frame(0, 0, 1, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FeatureGrid(1, 1, frame, 0, 1, 0, 0, 1, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FeatureGrid(1, 1, frame, 1, 1, 0, 0, 0, 1));
  }
}
