package io.cellclass.explain.faithfulness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class EstimateTest {
  @Test
  void theIntervalIsTwoStandardErrorsWide() {
    Estimate estimate = Estimate.of(List.of(1.0, 2.0, 3.0, 4.0));

    assertThat(estimate.mean()).isEqualTo(2.5);
    // s² = 5 / 3, so that the standard error is √(5 / 12) = 0.645497.
    assertThat(estimate.low()).isCloseTo(2.5 - 1.959964 * 0.645497, within(1e-5));
    assertThat(estimate.high()).isCloseTo(2.5 + 1.959964 * 0.645497, within(1e-5));
    assertThat(estimate.count()).isEqualTo(4);
    assertThat(estimate.excludesZero()).isTrue();
  }

  @Test
  void aDifferenceAroundZeroIsNone() {
    assertThat(Estimate.of(List.of(-1.0, 1.0)).excludesZero()).isFalse();
    assertThat(Estimate.of(List.of(-1.0, -1.1)).excludesZero()).isTrue();
    assertThat(Estimate.of(Collections.nCopies(5, 0.0)))
        .isEqualTo(new Estimate(0, 0, 0, 5))
        .returns(false, Estimate::excludesZero);
  }

  @Test
  void oneValueDoesNotTellOfItsSpread() {
    Estimate estimate = Estimate.of(List.of(3.0));

    assertThat(estimate.mean()).isEqualTo(3);
    assertThat(estimate.low()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(estimate.high()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(estimate.excludesZero()).isFalse();
  }

  @Test
  void noValueIsRefused() {
    assertThatThrownBy(() -> Estimate.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected at least one value, found none");
  }
}
