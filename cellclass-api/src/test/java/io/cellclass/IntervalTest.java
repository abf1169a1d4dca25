package io.cellclass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTest {
  private static final double Z = 1.959963984540054;

  // 81/263, 15/148, 0/20 and 1/29 are the examples of Newcombe 1998, table I, method 3.
  @ParameterizedTest
  @CsvSource({
    "8, 10, 0.4902, 0.9433",
    "81, 263, 0.2553, 0.3662",
    "15, 148, 0.0624, 0.1605",
    "0, 20, 0, 0.1611",
    "1, 29, 0.0061, 0.1718",
    "10, 10, 0.7225, 1",
  })
  void publishedIntervalsAreMet(int successes, int trials, double low, double high) {
    Interval interval = Interval.wilson(successes, trials);

    // They are given to four places.
    assertThat(interval.low()).isCloseTo(low, within(5.1e-5));
    assertThat(interval.high()).isCloseTo(high, within(5.1e-5));
  }

  @Property
  void endsAreTheSharesThatTheScoreTestJustAccepts(
      @ForAll @IntRange(min = 1, max = 100_000) int trials,
      @ForAll @IntRange(max = 99) int percent) {
    int successes = (int) ((long) trials * percent / 100);
    double observed = (double) successes / trials;

    Interval interval = Interval.wilson(successes, trials);

    for (double end : new double[] {interval.low(), interval.high()}) {
      double accepted = Z * Math.sqrt(end * (1 - end) / trials);
      // The tolerance is that of doubles near 1.
      assertThat(Math.abs(observed - end)).isCloseTo(accepted, within(1e-9));
    }
  }

  @Test
  void impossibleCountsAndEndsAreRefused() {
    assertThatThrownBy(() -> Interval.wilson(0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Interval.wilson(-1, 3)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Interval.wilson(4, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4 of 3");
    assertThatThrownBy(() -> new Interval(0.5, 0.4)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Interval(0, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
