package io.cellclass.tflite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ValueHistogramTest {
  @Test
  void theRangeOfFewValuesIsThatOfTheFarthest() {
    ValueHistogram histogram = new ValueHistogram();
    histogram.add(FloatBuffer.wrap(new float[] {-2, 3, 1e-9f, 0}));
    Range range = histogram.without(5e-5);
    assertThat(range.low()).isCloseTo(-2, Offset.offset(3.0 / 1024));
    assertThat(range.high()).isCloseTo(3, Offset.offset(3.0 / 1024));
  }

  @Test
  void aShareIsLeftOutAtEitherEndAsSortingWould() {
    Random random = new Random(5);
    float[] values = new float[200_000];
    ValueHistogram histogram = new ValueHistogram();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextGaussian() * Math.exp(random.nextGaussian()));
    }
    histogram.add(FloatBuffer.wrap(values, 0, 1000));
    histogram.add(FloatBuffer.wrap(values, 1000, values.length - 1000));
    Arrays.sort(values);
    double bin = Math.max(-values[0], values[values.length - 1]) / 1024;
    for (double share : new double[] {0, 5e-5, 1e-3, 0.1}) {
      int left = (int) (values.length * share);
      Range range = histogram.without(share);
      assertThat(range.low()).isCloseTo(values[left], Offset.offset(bin));
      assertThat(range.high()).isCloseTo(values[values.length - 1 - left], Offset.offset(bin));
    }
  }

  @Test
  void nothingIsInTheRangeOfNothing() {
    assertThat(new ValueHistogram().without(0)).isEqualTo(Range.ZERO);
    ValueHistogram zeros = new ValueHistogram();
    zeros.add(FloatBuffer.wrap(new float[100]));
    assertThat(zeros.without(0).high()).isLessThan(1e-5);
    assertThat(zeros.without(0).low()).isZero();
  }
}
