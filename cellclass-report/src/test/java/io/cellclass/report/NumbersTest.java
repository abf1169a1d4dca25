package io.cellclass.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.Interval;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NumbersTest {
  @Test
  void sharesAreInPerCent() {
    assertThat(Numbers.percent(0.9525)).isEqualTo("95.3 %");
    assertThat(Numbers.wholePercent(0.05)).isEqualTo("5 %");
    assertThat(Numbers.percent(new Interval(0, 0.5))).isEqualTo("0.0 to 50.0 %");
  }

  /** Wilson's interval of 9 of 10, by hand: centre 1.0921 / 1.3841, reach 0.2136 / 1.3841. */
  @Test
  void anIntervalIsOfCounts() {
    assertThat(Numbers.interval(9, 10)).isEqualTo("59.6 to 98.2 %");
    assertThat(Numbers.interval(0, 0)).isEqualTo("\u2013");
  }

  @Test
  void ratesKeepThreeDigits() {
    assertThat(Numbers.rate(0.001)).isEqualTo("0.001");
    assertThat(Numbers.rate(0.0003)).isEqualTo("0.0003");
    assertThat(Numbers.rate(0.000012345)).isEqualTo("1.23e-5");
    assertThat(Numbers.rate(1e-5)).isEqualTo("1e-5");
    assertThat(Numbers.rate(2)).isEqualTo("2");
    assertThat(Numbers.rate(1234.5)).isEqualTo("1230");
    assertThat(Numbers.rate(0)).isEqualTo("0");
  }

  @Test
  void whatIsNoNumberIsADash() {
    assertThat(Numbers.ratio(Double.NaN)).isEqualTo("\u2013");
    assertThat(Numbers.rate(Double.POSITIVE_INFINITY)).isEqualTo("\u2013");
    assertThat(Numbers.percent(Double.NaN)).isEqualTo("\u2013");
  }

  @Test
  void aSmallProbabilityIsNotZero() {
    assertThat(Numbers.pValue(0.0004)).isEqualTo("< 0.001");
    assertThat(Numbers.pValue(0.0005)).isEqualTo("0.001");
    assertThat(Numbers.pValue(0.042)).isEqualTo("0.042");
  }

  @Test
  void theLocaleDoesNotMatter() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(Numbers.percent(0.5)).isEqualTo("50.0 %");
      assertThat(Numbers.rate(1.5e-6)).isEqualTo("1.5e-6");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aThresholdHasTheDigitsThatKeepItApart() {
    assertThat(Numbers.above(-1, 0.60049)).isEqualTo("0.600");
    assertThat(Numbers.above(0.5, 1)).isEqualTo("1.000");
    assertThat(Numbers.above(0.5, 0.999755)).isEqualTo("0.999");
    assertThat(Numbers.above(0.9991, 0.999755)).isEqualTo("0.9997");
    assertThat(Numbers.above(0.9997, 0.999755)).isEqualTo("0.99975");
  }

  @Property
  void aThresholdIsBetweenItsNeighbourAndItself(
      @ForAll @DoubleRange(min = 0, max = 1) double share, @ForAll @IntRange(min = 1) int steps) {
    double smaller = share - steps * Math.ulp(share);
    double printed = Double.parseDouble(Numbers.above(smaller, share));
    assertThat(printed).isGreaterThan(smaller).isLessThanOrEqualTo(share);
  }
}
