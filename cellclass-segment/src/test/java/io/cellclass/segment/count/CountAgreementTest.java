package io.cellclass.segment.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CountAgreementTest {
  // What the papers print.
  private static final double ONE_DECIMAL = 0.051;

  /** The peak flows of table 1 of Bland and Altman 1986, in l/min: first readings. */
  private static final double[] LARGE = {
    494, 395, 516, 434, 476, 557, 413, 442, 650, 433, 417, 656, 267, 478, 178, 423, 427
  };

  private static final double[] MINI = {
    512, 430, 520, 428, 500, 600, 364, 380, 658, 445, 432, 626, 260, 477, 259, 350, 451
  };

  @Test
  void thePeakFlowsOf1986HaveTheBiasThatThePaperGives() {
    CountAgreement agreement = CountAgreement.of(LARGE, MINI);

    assertThat(agreement.images()).isEqualTo(17);
    assertThat(agreement.bias()).isCloseTo(-2.1, within(ONE_DECIMAL));
    assertThat(agreement.standardDeviation()).isCloseTo(38.8, within(ONE_DECIMAL));
    assertThat(agreement.biasEstimate().low()).isCloseTo(-22.0, within(ONE_DECIMAL));
    assertThat(agreement.biasEstimate().high()).isCloseTo(17.8, within(ONE_DECIMAL));
    // The paper takes 2 s, and prints -79.7 and 75.5: 0.04 s, or 1.6, further out.
    assertThat(agreement.lowerLimit().value()).isCloseTo(-78.1, within(ONE_DECIMAL));
    assertThat(agreement.upperLimit().value()).isCloseTo(73.9, within(ONE_DECIMAL));
  }

  /** The blood pressures of Bland and Altman 1999, sections 2 and 3.2: 85 subjects, in mmHg. */
  @Test
  void theLimitsOf1999HaveTheIntervalsThatThePaperGives() {
    CountAgreement agreement = new CountAgreement(85, -16.29, 19.61);

    CountAgreement.Estimate lower = agreement.lowerLimit();
    CountAgreement.Estimate upper = agreement.upperLimit();
    assertThat(lower.value()).isCloseTo(-54.7, within(ONE_DECIMAL));
    assertThat(upper.value()).isCloseTo(22.1, within(ONE_DECIMAL));
    // It takes 1.96 standard errors where Student's t, with 84 degrees of freedom, is 1.989: its
    // intervals are narrower by 0.1 on either side.
    assertThat(lower.low()).isCloseTo(-61.9, within(0.15));
    assertThat(lower.high()).isCloseTo(-47.5, within(0.15));
    assertThat(upper.low()).isCloseTo(14.9, within(0.15));
    assertThat(upper.high()).isCloseTo(29.3, within(0.15));
  }

  @Test
  void equalCountsAgreeWithoutError() {
    CountAgreement agreement = CountAgreement.of(new double[] {3, 4}, new double[] {3, 4});

    assertThat(agreement).isEqualTo(new CountAgreement(2, 0, 0));
    assertThat(agreement.upperLimit()).isEqualTo(new CountAgreement.Estimate(0, 0, 0));
  }

  @Test
  void oneImageOrCountsOfOtherImagesAreRefused() {
    assertThatThrownBy(() -> CountAgreement.of(new double[] {1}, new double[] {1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected two images or more");
    assertThatThrownBy(() -> CountAgreement.of(new double[] {1, 2}, new double[] {1, 2, 3}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected as many manual counts as automatic ones, 2, found 3");
    assertThatThrownBy(() -> CountAgreement.of(new double[] {1, Double.NaN}, new double[2]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
