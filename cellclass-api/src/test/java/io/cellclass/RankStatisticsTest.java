package io.cellclass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.RankStatistics.Ranked;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RankStatisticsTest {
  private static final Offset<Double> EXACT = within(1e-12);

  @Test
  void theExampleOfScikitLearnIsMet() {
    // From the documentation of roc_auc_score and average_precision_score.
    RankStatistics ranks = ranks("n0.1 n0.4 p0.35 p0.8");

    assertThat(ranks.rocAuc()).hasValueCloseTo(0.75, EXACT);
    assertThat(ranks.averagePrecision()).hasValueCloseTo(0.5 + 0.5 * 2 / 3, EXACT);
  }

  @Test
  void tiesAreWorkedByHand() {
    RankStatistics ranks = ranks("p0.9 p0.5 n0.5 n0.5 p0.2 n0.1");

    // Pairs in order: 3 of the first, 1 + 2/2 of the second, 1 of the third, out of 9.
    assertThat(ranks.rocAuc()).hasValueCloseTo(6 / 9.0, EXACT);
    // Thresholds 0.9: 1 of 1; 0.5: 2 of 4; 0.2: 3 of 5. Each finds one of three more.
    assertThat(ranks.averagePrecision()).hasValueCloseTo((1 + 2 / 4.0 + 3 / 5.0) / 3, EXACT);
  }

  @Test
  void equalScoresSayNothing() {
    RankStatistics ranks = ranks("p0.3 n0.3 n0.3 p0.3 n0.3");

    assertThat(ranks.rocAuc()).hasValue(0.5);
    assertThat(ranks.averagePrecision()).hasValueCloseTo(2 / 5.0, EXACT);
  }

  @Test
  void withoutAPairThereIsNothingToCompare() {
    assertThat(ranks("p0.3 p0.4").rocAuc()).isEmpty();
    assertThat(ranks("p0.3 p0.4").averagePrecision()).hasValue(1);
    assertThat(ranks("n0.3 n0.4").rocAuc()).isEmpty();
    assertThat(ranks("n0.3 n0.4").averagePrecision()).isEmpty();
  }

  @Test
  void zerosOfEitherSignAreEqual() {
    RankStatistics ranks =
        new RankStatistics(List.of(new Ranked(0.0, false), new Ranked(-0.0, true)));

    assertThat(ranks.rocAuc()).hasValue(0.5);
  }

  @Property
  void areaIsTheShareOfPairsInOrder(@ForAll("images") List<Ranked> images) {
    double inOrder = 0;
    int pairs = 0;
    for (Ranked one : images) {
      for (Ranked other : images) {
        if (one.positive() && !other.positive()) {
          pairs++;
          inOrder += one.score() > other.score() ? 1 : one.score() == other.score() ? 0.5 : 0;
        }
      }
    }

    OptionalDouble area = new RankStatistics(images).rocAuc();

    assertThat(area.isPresent()).isEqualTo(pairs > 0);
    if (pairs > 0) {
      assertThat(area).hasValueCloseTo(inOrder / pairs, EXACT);
    }
  }

  @Property
  void averagePrecisionIsTheMeanOverPositivesOfThePrecisionAtTheirScore(
      @ForAll("images") List<Ranked> images) {
    double sum = 0;
    int positives = 0;
    for (Ranked one : images) {
      if (one.positive()) {
        List<Ranked> above = images.stream().filter(i -> i.score() >= one.score()).toList();
        sum += (double) above.stream().filter(Ranked::positive).count() / above.size();
        positives++;
      }
    }

    OptionalDouble precision = new RankStatistics(images).averagePrecision();

    assertThat(precision.isPresent()).isEqualTo(positives > 0);
    if (positives > 0) {
      assertThat(precision).hasValueCloseTo(sum / positives, EXACT);
    }
  }

  @Property
  void onlyTheOrderCounts(@ForAll("images") List<Ranked> images) {
    RankStatistics ranks = new RankStatistics(images);
    RankStatistics stretched = new RankStatistics(mapped(images, x -> Math.exp(3 * x) - 7));

    assertThat(stretched.rocAuc()).isEqualTo(ranks.rocAuc());
    assertThat(stretched.averagePrecision()).isEqualTo(ranks.averagePrecision());
  }

  @Property
  void reversedScoresHaveTheRestOfTheArea(@ForAll("images") List<Ranked> images) {
    OptionalDouble area = new RankStatistics(images).rocAuc();
    OptionalDouble reversed = new RankStatistics(mapped(images, x -> 1 - x)).rocAuc();

    assertThat(reversed.isPresent()).isEqualTo(area.isPresent());
    if (area.isPresent()) {
      assertThat(reversed).hasValueCloseTo(1 - area.getAsDouble(), EXACT);
    }
  }

  @Provide
  Arbitrary<List<Ranked>> images() {
    // Sixteenths: 1 - x is exact, and ties are many.
    Arbitrary<Double> score = Arbitraries.integers().between(0, 16).map(i -> i / 16.0);
    return Combinators.combine(score, Arbitraries.of(true, false))
        .as(Ranked::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(30);
  }

  private static List<Ranked> mapped(List<Ranked> images, DoubleUnaryOperator map) {
    return images.stream()
        .map(image -> new Ranked(map.applyAsDouble(image.score()), image.positive()))
        .toList();
  }

  private static RankStatistics ranks(String images) {
    List<Ranked> ranked = new ArrayList<>();
    for (String image : images.split(" ", -1)) {
      ranked.add(new Ranked(Double.parseDouble(image.substring(1)), image.charAt(0) == 'p'));
    }
    return new RankStatistics(ranked);
  }
}
