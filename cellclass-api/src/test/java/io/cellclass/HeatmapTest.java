package io.cellclass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HeatmapTest {
  @Test
  void valuesAreAddressedByColumnAndRow() {
    Heatmap map = Heatmap.of(2, 2, 1, 2, 3, -4);

    assertThat(map.width()).isEqualTo(2);
    assertThat(map.height()).isEqualTo(2);
    assertThat(map.value(1, 0)).isEqualTo(2);
    assertThat(map.value(1, 1)).isEqualTo(-4);
    assertThat(map).hasToString("Heatmap[2x2]");
  }

  @Test
  void valuesAreCopiedInAndOut() {
    float[] values = {1, 2};
    Heatmap map = Heatmap.of(2, 1, values);

    values[0] = 9;
    map.values()[1] = 9;

    assertThat(map.values()).containsExactly(1, 2);
    assertThat(map).isEqualTo(Heatmap.of(2, 1, 1, 2)).hasSameHashCodeAs(Heatmap.of(2, 1, 1, 2));
    assertThat(map).isNotEqualTo(Heatmap.of(1, 2, 1, 2));
  }

  @Test
  void wrongSizesValuesAndPlacesAreRefused() {
    assertThatThrownBy(() -> Heatmap.of(2, 2, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Heatmap.of(0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Heatmap.of(1, 1, Float.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("finite");
    assertThatThrownBy(() -> Heatmap.of(1, 1, 1).value(1, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void itsPeakIsTheFirstOfTheLargestValues() {
    assertThat(Heatmap.of(3, 2, 0, 1, 2, 5, 5, -9).peak()).contains(new Pixel(0, 1));
    assertThat(Heatmap.of(2, 1, -1, 0).peak()).isEmpty();
  }

  @Test
  void itsPositivePartHasZeroForWhatIsNegative() {
    assertThat(Heatmap.of(3, 1, -2, 0, 3).positive()).isEqualTo(Heatmap.of(3, 1, 0, 0, 3));
  }
}
