package io.cellclass;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LargestRemainderTest {
  @Test
  void examplesAreThoseComputedByHand() {
    assertThat(LargestRemainder.divide(50, new double[] {0.8, 0.2})).containsExactly(40, 10);
    // 2.8, 0.6, 0.6: the last one left goes to 2.8, and of the two equal ones to the first.
    assertThat(LargestRemainder.divide(4, new double[] {0.7, 0.15, 0.15})).containsExactly(3, 1, 0);
    assertThat(LargestRemainder.divide(0, new double[] {0.7, 0.3})).containsExactly(0, 0);
    assertThat(LargestRemainder.divide(3, new double[] {0, 0, 1})).containsExactly(0, 0, 3);
  }

  @Property
  void partsAddUpAndAreQuotasRoundedUpOrDown(
      @ForAll @IntRange(max = 5000) int total,
      @ForAll @IntRange(max = 100) int first,
      @ForAll @IntRange(max = 100) int second) {
    double sum = first + second + 1.0;
    double[] shares = {first / sum, second / sum, 1 / sum};

    int[] parts = LargestRemainder.divide(total, shares);

    assertThat(Arrays.stream(parts).sum()).isEqualTo(total);
    for (int i = 0; i < parts.length; i++) {
      // The tolerance is the rounding of total * share.
      assertThat(Math.abs(parts[i] - total * shares[i])).isLessThan(1 + 1e-8);
    }
  }
}
