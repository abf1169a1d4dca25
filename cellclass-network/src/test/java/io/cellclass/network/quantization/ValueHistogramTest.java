package io.cellclass.network.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ValueHistogramTest {
  /** Against the sorted values themselves: a bin is at most a 2,048th of the largest value. */
  @Property(tries = 200)
  void theRangeKeepsTheShareOfTheSortedValues(
      @ForAll long seed, @ForAll @IntRange(min = -60, max = 60) int exponent) {
    Random random = new Random(seed);
    float[] values = new float[20_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.scalb(random.nextGaussian(), exponent);
    }
    ValueHistogram histogram = new ValueHistogram();
    histogram.add(values);
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    double bin = Math.max(sorted[sorted.length - 1], -sorted[0]) / 2048;
    for (double share : new double[] {0.9, 0.999, 0.9999}) {
      int outside = (int) Math.floor((1 - share) * values.length);
      QuantizedRange range = histogram.range(share);
      assertThat((double) range.high())
          .isCloseTo(sorted[sorted.length - 1 - outside], Offset.offset(bin));
      assertThat((double) range.low()).isCloseTo(sorted[outside], Offset.offset(bin));
    }
    assertThat(histogram.range(1))
        .isEqualTo(new QuantizedRange(sorted[0], sorted[sorted.length - 1]));
  }

  @Property(tries = 100)
  void theOrderOfTheValuesDoesNotMatter(@ForAll long seed) {
    Random random = new Random(seed);
    float[][] parts = new float[5][100];
    for (int i = 0; i < parts.length; i++) {
      for (int j = 0; j < parts[i].length; j++) {
        parts[i][j] = (float) Math.scalb(random.nextGaussian(), 10 * i - 20);
      }
    }
    ValueHistogram forward = new ValueHistogram();
    ValueHistogram backward = new ValueHistogram();
    for (int i = 0; i < parts.length; i++) {
      forward.add(parts[i]);
      backward.add(parts[parts.length - 1 - i]);
    }
    for (double share : new double[] {0.6, 0.9, 0.99, 1}) {
      assertThat(forward.range(share)).isEqualTo(backward.range(share));
    }
  }

  @Test
  void aFewLargeValuesAreLeftOut() {
    float[] values = new float[100_000];
    Arrays.fill(values, 0.5f);
    values[7] = 1000;
    values[8] = -1000;
    ValueHistogram histogram = new ValueHistogram();
    histogram.add(values);
    assertThat(histogram.range(0.99995).low()).isZero();
    assertThat(histogram.range(0.99995).high()).isBetween(0.5f, 1f);
    assertThat(histogram.range(1)).isEqualTo(new QuantizedRange(-1000, 1000));
  }

  @Test
  void allValuesOfFloat32HaveABin() {
    ValueHistogram histogram = new ValueHistogram();
    histogram.add(new float[] {0, -0f, Float.MIN_VALUE, 1, -3, 1e38f, -1e38f});
    assertThat(histogram.range(1)).isEqualTo(new QuantizedRange(-1e38f, 1e38f));
  }

  @Test
  void zerosAloneAndNothingHaveARangeToo() {
    ValueHistogram histogram = new ValueHistogram();
    assertThat(histogram.range(0.99)).isEqualTo(new QuantizedRange(0, 1));
    histogram.add(new float[100]);
    assertThat(histogram.range(0.99)).isEqualTo(new QuantizedRange(0, 1));
  }

  @Test
  void valuesThatAreNotFiniteAreRefused() {
    for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new ValueHistogram().add(new float[] {1, value}))
          .withMessage("expected finite values, found " + value);
    }
  }
}
