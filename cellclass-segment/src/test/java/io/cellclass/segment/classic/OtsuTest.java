package io.cellclass.segment.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class OtsuTest {
  @Test
  void theThresholdPartsTwoHeaps() {
    assertThat(Otsu.threshold(new int[] {8, 7, 2, 6, 9, 4})).isEqualTo(2);
    assertThat(Otsu.threshold(new int[] {0, 5, 0, 0, 5, 0})).isEqualTo(1);
  }

  @Test
  void twoThresholdsPartThreeHeaps() {
    assertThat(Otsu.thresholds(new int[] {5, 9, 0, 0, 7, 8, 0, 0, 4, 9})).containsExactly(1, 5);
  }

  @Test
  void whereValuesAreTooFewTheUpperClassesAreEmpty() {
    assertThat(Otsu.threshold(new int[] {0, 0, 7, 0})).isEqualTo(2);
    assertThat(Otsu.thresholds(new int[] {0, 0, 7, 0})).containsExactly(2, 2);
    assertThat(Otsu.thresholds(new int[] {3, 0, 7, 0})).containsExactly(0, 2);
  }

  /** The variance within classes is computed here from its definition, value by value. */
  @Property(tries = 100)
  void noThresholdsLeaveLessVarianceWithin(@ForAll long seed) {
    Random random = new Random(seed);
    int[] histogram = new int[12];
    for (int i = 0; i < histogram.length; i++) {
      histogram[i] = 1 + random.nextInt(20);
    }
    int[] found = Otsu.thresholds(histogram);
    double least = Double.POSITIVE_INFINITY;
    for (int low = 0; low < 11; low++) {
      for (int high = low; high < 12; high++) {
        least = Math.min(least, within(histogram, low, high));
      }
    }
    double leastOfTwo = Double.POSITIVE_INFINITY;
    for (int low = 0; low < 12; low++) {
      leastOfTwo = Math.min(leastOfTwo, within(histogram, low, 11));
    }

    assertThat(within(histogram, found[0], found[1])).isLessThanOrEqualTo(least + 1e-9);
    assertThat(within(histogram, Otsu.threshold(histogram), 11))
        .isLessThanOrEqualTo(leastOfTwo + 1e-9);
  }

  private static double within(int[] histogram, int low, int high) {
    int[] ends = {-1, low, high, histogram.length - 1};
    double sum = 0;
    for (int part = 0; part < 3; part++) {
      double count = 0;
      double mean = 0;
      for (int value = ends[part] + 1; value <= ends[part + 1]; value++) {
        count += histogram[value];
        mean += (double) value * histogram[value];
      }
      mean = count == 0 ? 0 : mean / count;
      for (int value = ends[part] + 1; value <= ends[part + 1]; value++) {
        sum += histogram[value] * (value - mean) * (value - mean);
      }
    }
    return sum;
  }

  @Test
  void whatIsNoHistogramIsRefused() {
    assertThatThrownBy(() -> Otsu.threshold(new int[4]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a histogram of nothing has no threshold");
    assertThatThrownBy(() -> Otsu.thresholds(new int[] {1, -2}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected counts from 0 up, found -2 at 1");
  }
}
