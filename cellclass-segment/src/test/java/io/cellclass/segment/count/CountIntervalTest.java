package io.cellclass.segment.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CountIntervalTest {
  @Test
  void aSingleFieldHasPoissonsInterval() {
    // 10 + 1.92 -+ 1.96 sqrt(10 + 0.96), by hand.
    CountInterval interval = CountInterval.of(new int[] {10});

    assertThat(interval.low()).isCloseTo(5.432, within(0.001));
    assertThat(interval.high()).isCloseTo(18.410, within(0.001));
    assertThat(interval.dispersion()).isEqualTo(1);
  }

  @Test
  void noCellIsNoProofThatThereIsNone() {
    CountInterval interval = CountInterval.of(new int[] {0, 0, 0, 0});

    assertThat(interval.low()).isZero();
    assertThat(interval.high()).isCloseTo(3.8415 / 4, within(0.001));
  }

  @Test
  void clumpsWidenIt() {
    // The mean is 10, the variance 100 / 3 * 2 = 66.7, so cells come as if 6.67 at a time.
    CountInterval interval = CountInterval.of(new int[] {0, 20, 10, 10});

    assertThat(interval.mean()).isEqualTo(10);
    assertThat(interval.dispersion()).isCloseTo(200.0 / 3 / 10, within(1e-12));
    // T = 6, t = 3.182: 6 + 5.063 -+ 3.182 sqrt(6 + 2.531), times 6.667 / 4.
    assertThat(interval.low()).isCloseTo((11.063 - 9.294) * 6.6667 / 4, within(0.005));
    assertThat(interval.high()).isCloseTo((11.063 + 9.294) * 6.6667 / 4, within(0.005));
  }

  @Test
  void itCoversThePoissonMeanAsOftenAsItSays() {
    assertThat(coverage(4, Double.POSITIVE_INFINITY, 10)).isBetween(0.93, 0.99);
    assertThat(coverage(0.8, Double.POSITIVE_INFINITY, 40)).isBetween(0.93, 0.99);
  }

  @Test
  void itCoversTheMeanOfClumpedCells() {
    assertThat(coverage(20, 3, 10)).isBetween(0.91, 0.98);
    assertThat(coverage(20, 3, 40)).isBetween(0.92, 0.98);
  }

  /** Of negative binomial counts: Poisson about a gamma variate of a shape that is whole. */
  private static double coverage(double mean, double shape, int fields) {
    Random random = new Random(7);
    int covered = 0;
    for (int slide = 0; slide < 2000; slide++) {
      int[] counts = new int[fields];
      for (int i = 0; i < fields; i++) {
        double local = 0;
        for (int k = 0; k < Math.min(shape, 1000) && shape < 1000; k++) {
          local -= Math.log(1 - random.nextDouble()) * mean / shape;
        }
        counts[i] = poisson(shape < 1000 ? local : mean, random);
      }
      CountInterval interval = CountInterval.of(counts);
      covered += interval.low() <= mean && mean <= interval.high() ? 1 : 0;
    }
    return covered / 2000.0;
  }

  /** Counts exponential waits. */
  private static int poisson(double mean, Random random) {
    int count = -1;
    for (double time = 0; time <= mean; time -= Math.log(1 - random.nextDouble())) {
      count++;
    }
    return count;
  }
}
