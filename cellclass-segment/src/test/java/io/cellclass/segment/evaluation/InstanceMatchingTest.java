package io.cellclass.segment.evaluation;

import static io.cellclass.segment.evaluation.Drawn.row;
import static io.cellclass.segment.evaluation.Drawn.square;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.segment.LabelMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstanceMatchingTest {
  private static final double EXACT = 1e-12;

  /** Twelve discs in a grid. */
  private static final LabelMap TRUTH =
      Drawn.map(
          (x, y) -> {
            int cell = Math.min(y / 16, 2) * 4 + x / 16;
            return square(x - 8 - 16 * (cell % 4)) + square(y - 8 - 16 * (cell / 4)) <= 36
                ? cell + 1
                : 0;
          });

  /** The same discs, each further to the right than the one before, and two that are not there. */
  private static final LabelMap FOUND = Drawn.map(InstanceMatchingTest::found);

  private static int found(int x, int y) {
    if (x >= 56 && y < 3) {
      return 20;
    }
    if (x >= 8 && x < 16 && y >= 40) {
      return 21;
    }
    int found = 0;
    for (int cell = 0; cell < 12; cell++) {
      int shift = cell * 7 / 11;
      int r = cell / 4;
      if (square(x - 8 - 16 * (cell % 4) - shift) + square(y - 8 - 16 * r) <= 40 - r * 6) {
        found = cell + 1;
      }
    }
    return found;
  }

  /**
   * StarDist's definition, computed with SciPy's linear_sum_assignment over the whole matrix of
   * IoU.
   */
  @ParameterizedTest
  @CsvSource({
    "0.1, 12, 6.45953734697411, 0.4968874882287777",
    "0.3, 8, 5.511037388268793, 0.4239259529437533",
    "0.5, 7, 5.0396088168402216, 0.38766221668001705",
    "0.6, 5, 3.9775398513229803, 0.3059646039479216",
    "0.7, 4, 3.3208234334125324, 0.25544795641634865",
    "0.8, 2, 1.751937984496124, 0.1347644603458557",
    "0.9, 0, 0, 0"
  })
  void discsMatchAsInStarDist(double threshold, int matched, double sum, double quality) {
    InstanceMatching matching = InstanceMatching.of(TRUTH, FOUND, threshold);

    assertThat(matching.truths()).isEqualTo(12);
    assertThat(matching.found()).isEqualTo(14);
    assertThat(matching.matched()).isEqualTo(matched);
    assertThat(matching.matchedIou()).isCloseTo(sum, within(EXACT));
    assertThat(matching.panopticQuality()).isCloseTo(quality, within(EXACT));
  }

  @Test
  void theRatiosFollowFromTheCounts() {
    InstanceMatching matching = new InstanceMatching(0.5, 5, 4, 3, 2.4);

    assertThat(matching.precision()).isEqualTo(3.0 / 4);
    assertThat(matching.recall()).isEqualTo(3.0 / 5);
    assertThat(matching.f1()).isEqualTo(6.0 / 9);
    assertThat(matching.accuracy()).isEqualTo(3.0 / 6);
    assertThat(matching.meanMatchedIou()).isCloseTo(0.8, within(EXACT));
    assertThat(matching.meanTrueIou()).isCloseTo(0.48, within(EXACT));
    assertThat(matching.panopticQuality()).isCloseTo(0.8 * 6 / 9, within(EXACT));
  }

  /** Each half of cell 1 reaches 0.5: one is its partner, the other one too many. */
  @Test
  void ofTwoExactHalvesOneIsMatched() {
    LabelMap truth = row(1, 1, 2, 2);
    LabelMap halves = row(1, 2, 0, 3);

    InstanceMatching matching = InstanceMatching.of(truth, halves, 0.5);
    assertThat(matching.matched()).isEqualTo(2);
    assertThat(matching.matchedIou()).isEqualTo(1);
    assertThat(InstanceMatching.of(halves, truth, 0.5).matched()).isEqualTo(2);
    assertThat(InstanceMatching.of(truth, halves, 0.55).matched()).isZero();
  }

  /** Taking the best pair first would leave the other two cells without a partner. */
  @Test
  void belowOneHalfMorePairsComeBeforeBetterOnes() {
    LabelMap truth = row(1, 1, 1, 2, 0, 0, 0);
    LabelMap found = row(2, 1, 1, 1, 0, 0, 0);

    // IoU: (1, 1) 2/4, (1, 2) 1/3, (2, 1) 1/3.
    InstanceMatching matching = InstanceMatching.of(truth, found, 0.3);
    assertThat(matching.matched()).isEqualTo(2);
    assertThat(matching.matchedIou()).isCloseTo(2.0 / 3, within(EXACT));
  }

  @Test
  void whereNothingIsMatchedEveryRatioIsZero() {
    LabelMap none = row(0, 0);
    LabelMap one = row(1, 0);

    for (InstanceMatching matching :
        new InstanceMatching[] {
          InstanceMatching.of(none, none, 0.5),
          InstanceMatching.of(one, none, 0.5),
          InstanceMatching.of(none, one, 0.5),
          InstanceMatching.of(one, row(0, 1), 0.5)
        }) {
      assertThat(matching.matched()).isZero();
      assertThat(matching.precision()).isZero();
      assertThat(matching.recall()).isZero();
      assertThat(matching.f1()).isZero();
      assertThat(matching.accuracy()).isZero();
      assertThat(matching.meanMatchedIou()).isZero();
      assertThat(matching.meanTrueIou()).isZero();
      assertThat(matching.panopticQuality()).isZero();
    }
  }

  @Test
  void aMapMatchesItselfAtEveryThreshold() {
    for (InstanceMatching matching : InstanceMatching.of(TRUTH, TRUTH)) {
      assertThat(matching.accuracy()).isEqualTo(1);
      assertThat(matching.panopticQuality()).isEqualTo(1);
    }
    assertThat(InstanceMatching.thresholds())
        .containsExactly(0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95);
    assertThat(InstanceMatching.of(TRUTH, TRUTH, 1).matched()).isEqualTo(12);
  }

  @Test
  void sumsTakeImagesAsOne() {
    InstanceMatching sum =
        new InstanceMatching(0.5, 5, 4, 3, 2.4).plus(new InstanceMatching(0.5, 1, 2, 1, 0.6));

    assertThat(sum).isEqualTo(new InstanceMatching(0.5, 6, 6, 4, 3.0));
    assertThatThrownBy(() -> sum.plus(new InstanceMatching(0.6, 1, 1, 1, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("matchings at different thresholds: 0.5 and 0.6");
  }

  @Test
  void thresholdsOutsideOfTheirRangeAreRefused() {
    assertThatThrownBy(() -> InstanceMatching.of(TRUTH, FOUND, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> InstanceMatching.of(TRUTH, FOUND, 1.01))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> InstanceMatching.of(TRUTH, row(1), 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("maps of different sizes");
  }
}
