package io.cellclass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class GroupedAccuracyTest {
  private static final LabelSet LABELS = LabelSet.of("a", "b");

  @Test
  void imagesThatStandAloneAreWorthNearlyThemselves() {
    // Each its own group: v = n/(n-1) p(1-p)/n, so n - 1 images are as uncertain.
    Interval found = interval(outcomes(70, 30), id -> id);

    assertThat(found.low()).isCloseTo(Interval.wilson(0.7, 99).low(), within(1e-12));
    assertThat(found.high()).isCloseTo(Interval.wilson(0.7, 99).high(), within(1e-12));
  }

  @Test
  void askedThreeTimesAnImageIsStillOne() {
    List<Outcome> thrice = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      thrice.addAll(outcomes(70, 30));
    }

    Interval once = interval(outcomes(70, 30), id -> id);
    // Up to the rounding of sums.
    Interval found = interval(thrice, id -> id);
    assertThat(found.low()).isCloseTo(once.low(), within(1e-12));
    assertThat(found.high()).isCloseTo(once.high(), within(1e-12));
  }

  @Test
  void siblingsThatAreAllRightOrAllWrongAreWorthOne() {
    // 20 groups of 5: 14 right, 6 wrong. Worked by hand: v = 20/19 * (14 * 1.5^2 + 6 * 3.5^2) /
    // 100^2 = 20/19 * 105 / 10^4, and 0.21 / v = 19.
    Interval found = interval(outcomes(70, 30), id -> String.valueOf(Integer.parseInt(id) / 5));

    assertThat(found.low()).isCloseTo(Interval.wilson(0.7, 19).low(), within(1e-12));
    assertThat(found.high()).isCloseTo(Interval.wilson(0.7, 19).high(), within(1e-12));
  }

  @Test
  void groupsThatAreAllAlikeAreWorthNoMoreThanTheirImages() {
    // Each group of 10 has the same 7 right: v = 0.
    Interval found = interval(outcomes(70, 30), id -> String.valueOf(Integer.parseInt(id) % 10));

    assertThat(found).isEqualTo(Interval.wilson(70, 100));
  }

  @Test
  void withoutAMistakeEachGroupCountsOnce() {
    Interval found = interval(outcomes(100, 0), id -> String.valueOf(id.length()));

    // Ids of one digit and of two digits.
    assertThat(found).isEqualTo(Interval.wilson(2, 2));
  }

  private static Interval interval(List<Outcome> outcomes, UnaryOperator<String> groupOfId) {
    return GroupedAccuracy.interval(
        outcomes.stream()
            .map(o -> new Outcome(o.id(), o.label(), groupOfId.apply(o.id()), o.prediction()))
            .toList());
  }

  /** The first ones right, then the wrong ones; ids are their numbers. */
  private static List<Outcome> outcomes(int right, int wrong) {
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < right + wrong; i++) {
      Label label = LABELS.get(i < right ? 0 : 1);
      outcomes.add(new Outcome(String.valueOf(i), label, Prediction.of(LABELS, 1, 0)));
    }
    return outcomes;
  }
}
