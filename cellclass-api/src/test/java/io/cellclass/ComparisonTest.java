package io.cellclass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.Comparison.Difference;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {
  private static Evaluation evaluation(Outcome... outcomes) {
    return Evaluation.of(Outcomes.LABELS, List.of(outcomes));
  }

  /** Right or wrong as the letters r and w say. */
  private static Evaluation answers(String letters) {
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < letters.length(); i++) {
      boolean right = letters.charAt(i) == 'r';
      outcomes.add(Outcomes.of("" + i, "a", right ? 0.9 : 0.1, right ? 0.1 : 0.9, 0));
    }
    return Evaluation.of(Outcomes.LABELS, outcomes);
  }

  @Test
  void imagesAreCountedByWhoHasThemRight() {
    Comparison comparison = Comparison.of(answers("rrrrrwww"), answers("rrwwwrww"));

    assertThat(comparison.bothRight()).isEqualTo(2);
    assertThat(comparison.onlyFirstRight()).isEqualTo(3);
    assertThat(comparison.onlySecondRight()).isEqualTo(1);
    assertThat(comparison.bothWrong()).isEqualTo(2);
    assertThat(comparison.images()).isEqualTo(8);
    assertThat(comparison.difference().value()).isEqualTo(2 / 8.0);
    // 2 (1 + 4) / 16.
    assertThat(comparison.pValue()).isCloseTo(0.625, within(1e-12));
    assertThat(comparison)
        .isEqualTo(new Comparison(2, 3, 1, 2))
        .hasSameHashCodeAs(new Comparison(2, 3, 1, 2))
        .isNotEqualTo(new Comparison(2, 1, 3, 2))
        .hasToString("Comparison[both right 2, only the first 3, only the second 1, both wrong 2]");
  }

  @Test
  void imagesAreMatchedByIdInAnyOrder() {
    Evaluation first = answers("rrw");
    List<Outcome> reversed = new ArrayList<>(answers("rww").outcomes());
    Collections.reverse(reversed);

    assertThat(Comparison.of(first, Evaluation.of(Outcomes.LABELS, reversed)))
        .isEqualTo(new Comparison(1, 1, 0, 1));
  }

  @Test
  void otherImagesAreRefusedByName() {
    assertThatThrownBy(() -> Comparison.of(answers("rrr"), answers("r")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected evaluations of the same images, found 1 in the first one only");
    assertThatThrownBy(() -> Comparison.of(answers("rr"), answers("rrrr")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected evaluations of the same images, found 2 in the second one only");
  }

  @Test
  void anImageTwiceOrOfTwoClassesIsRefusedByName() {
    Outcome one = Outcomes.of("cell.png", "a", 1, 0, 0);

    assertThatThrownBy(() -> Comparison.of(evaluation(one, one), evaluation(one)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected each image once, found cell.png twice in the first evaluation");
    assertThatThrownBy(() -> Comparison.of(evaluation(one), evaluation(one, one)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the second evaluation");
    Evaluation other = evaluation(Outcomes.of("cell.png", "b", 1, 0, 0));
    assertThatThrownBy(() -> Comparison.of(evaluation(one), other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "expected one true label of the image cell.png, found a in the first evaluation, b in"
                + " the second");
  }

  // Altman et al. 2000, Statistics with Confidence, table 6.2, with the interval of Newcombe's
  // method 10; Bentur et al. 2009 as in Fagerland et al. 2014, Recommended tests and confidence
  // intervals for paired binomial proportions.
  @ParameterizedTest
  @CsvSource({"14, 5, 0, 22, 0.122, 0.011, 0.226", "1, 1, 7, 12, -0.286, -0.507, -0.026"})
  void publishedIntervalsAreMet(int a, int b, int c, int d, double value, double low, double high) {
    Difference difference = new Comparison(a, b, c, d).difference();

    // They are given to three places; 0.0115 is printed as 0.011.
    assertThat(difference.value()).isCloseTo(value, within(6e-4));
    assertThat(difference.low()).isCloseTo(low, within(6e-4));
    assertThat(difference.high()).isCloseTo(high, within(6e-4));
  }

  @Test
  void withAnEmptyMarginTheIntervalIsThatOfIndependentShares() {
    // The first is right on all: phi is 0. Wilson's interval of 50/50 is 0.928652 to 1, that of
    // 36/50 0.583349 to 0.825258.
    Difference difference = new Comparison(36, 14, 0, 0).difference();

    double down = Math.hypot(1 - 0.928652, 0.825258 - 0.72);
    double up = 0.72 - 0.583349;
    assertThat(difference.value()).isEqualTo(0.28);
    assertThat(difference.low()).isCloseTo(0.28 - down, within(2e-6));
    assertThat(difference.high()).isCloseTo(0.28 + up, within(2e-6));
  }

  @Property
  void intervalHoldsTheDifferenceAndTurnsWithTheOrder(
      @ForAll @IntRange(max = 300) int a,
      @ForAll @IntRange(max = 300) int b,
      @ForAll @IntRange(max = 300) int c,
      @ForAll @IntRange(min = 1, max = 300) int d) {
    Difference difference = new Comparison(a, b, c, d).difference();
    Difference turned = new Comparison(a, c, b, d).difference();

    assertThat(difference.value()).isBetween(difference.low(), difference.high());
    assertThat(difference.low()).isGreaterThanOrEqualTo(-1);
    assertThat(difference.high()).isLessThanOrEqualTo(1);
    assertThat(turned.low()).isCloseTo(-difference.high(), within(1e-12));
    assertThat(turned.high()).isCloseTo(-difference.low(), within(1e-12));
    assertThat(new Comparison(a, b, c, d).pValue())
        .isCloseTo(new Comparison(d, c, b, a).pValue(), within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 1", "5, 0, 0.0625", "1, 7, 0.0703125", "6, 16, 0.052478790", "4, 4, 1"})
  void probabilitiesOfSmallCountsAreMet(int b, int c, double probability) {
    assertThat(new Comparison(3, b, c, 2).pValue()).isCloseTo(probability, within(1e-9));
  }

  @Property(tries = 100)
  void probabilityIsTheExactBinomialSum(
      @ForAll @IntRange(max = 1500) int b, @ForAll @IntRange(max = 1500) int c) {
    int n = b + c;
    BigInteger term = BigInteger.ONE;
    BigInteger sum = BigInteger.ONE;
    for (int i = 1; i <= Math.min(b, c); i++) {
      term = term.multiply(BigInteger.valueOf(n - i + 1)).divide(BigInteger.valueOf(i));
      sum = sum.add(term);
    }
    double exact =
        new BigDecimal(sum.shiftLeft(1))
            .divide(new BigDecimal(BigInteger.ONE.shiftLeft(n)), MathContext.DECIMAL64)
            .min(BigDecimal.ONE)
            .doubleValue();

    // Thousands of logarithms are summed.
    assertThat(new Comparison(0, b, c, 0).pValue())
        .isCloseTo(exact, within(1e-10 * exact + Double.MIN_NORMAL));
  }

  @Test
  void thousandsOfDifferencesNeitherOverflowNorVanish() {
    assertThat(new Comparison(0, 50_000, 50_000, 0).pValue()).isEqualTo(1);
    // What SciPy's binomtest(49900, 100000) gives.
    assertThat(new Comparison(0, 50_100, 49_900, 0).pValue())
        .isCloseTo(0.5291572940801981, within(1e-9));
    assertThat(new Comparison(0, 100_000, 0, 0).pValue()).isZero();
  }
}
