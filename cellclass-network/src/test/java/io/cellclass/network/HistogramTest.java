package io.cellclass.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HistogramTest {
  @Test
  void theThresholdPartsTwoGroups() {
    Histogram histogram = Histogram.of(new byte[] {1, 2, 3, (byte) 200, (byte) 201, (byte) 203});
    assertThat(histogram.otsu(0)).isEqualTo(3);
    assertThat(histogram.otsu(4)).isEqualTo(201);
  }

  @Test
  void oneValueAloneIsNotParted() {
    assertThat(Histogram.of(new byte[] {9, 9}).otsu(5)).isEqualTo(5);
    assertThat(Histogram.of(new byte[] {9, 9}).otsu(100)).isEqualTo(100);
    assertThat(Histogram.of(new byte[] {9, 9}).otsu(256)).isEqualTo(256);
  }

  @Test
  void meansAreOfTheRangesEndsToo() {
    Histogram histogram = Histogram.of(new byte[] {1, 2, 6, (byte) 255});
    assertThat(histogram.mean(1, 6)).isEqualTo(3);
    assertThat(histogram.mean(6, 255)).isEqualTo(130.5);
    assertThat(histogram.mean(7, 254)).isNaN();
    assertThat(histogram.mean(256, 255)).isNaN();
  }

  /** Against the definition: the smallest variance within the classes. */
  @Property(tries = 100)
  void theVarianceWithinTheClassesIsSmallest(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 50) int count) {
    byte[] values = new byte[count];
    new Random(seed).nextBytes(values);
    int threshold = Histogram.of(values).otsu(0);
    double least = Double.MAX_VALUE;
    for (int t = 0; t < 255; t++) {
      least = Math.min(least, spread(values, -1, t) + spread(values, t, 255));
    }
    double found = spread(values, -1, threshold) + spread(values, threshold, 255);
    assertThat(found).isCloseTo(least, within(1e-6 * (1 + least)));
  }

  /**
   * The sum of squared distances from the mean, of the values above one bound and up to another.
   */
  private static double spread(byte[] values, int above, int upTo) {
    double sum = 0;
    int count = 0;
    for (byte value : values) {
      if ((value & 0xff) > above && (value & 0xff) <= upTo) {
        sum += value & 0xff;
        count++;
      }
    }
    double result = 0;
    for (byte value : values) {
      if ((value & 0xff) > above && (value & 0xff) <= upTo) {
        result += Math.pow((value & 0xff) - sum / count, 2);
      }
    }
    return result;
  }
}
