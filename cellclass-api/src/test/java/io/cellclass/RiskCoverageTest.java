package io.cellclass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.RiskCoverage.Point;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RiskCoverageTest {
  private static final double EXACT = 1e-12;

  private static RiskCoverage example() {
    return RiskCoverage.of(
        List.of(
            Outcomes.sure("0", 0.75, true),
            Outcomes.sure("1", 0.875, false),
            Outcomes.sure("2", 1, true),
            Outcomes.sure("3", 0.625, false),
            Outcomes.sure("4", 0.875, true)));
  }

  @Test
  void theCurveIsThatWorkedByHand() {
    RiskCoverage curve = example();

    assertThat(curve.points())
        .containsExactly(
            new Point(1, 1 / 5.0, 0),
            new Point(0.875, 3 / 5.0, 1 / 3.0),
            new Point(0.75, 4 / 5.0, 1 / 4.0),
            new Point(0.625, 1, 2 / 5.0));
    assertThat(curve.area()).isCloseTo((0 + 2 * (1 / 3.0) + 1 / 4.0 + 2 / 5.0) / 5, within(EXACT));
    assertThat(curve).isEqualTo(example()).hasSameHashCodeAs(example());
    assertThat(curve).hasToString("RiskCoverage[area " + curve.area() + ", 4 points]");
  }

  @Test
  void theLargestCoverageAtARiskMayLieBehindALargerRisk() {
    assertThat(example().atRisk(0)).contains(new Point(1, 1 / 5.0, 0));
    assertThat(example().atRisk(0.2)).contains(new Point(1, 1 / 5.0, 0));
    assertThat(example().atRisk(0.25)).contains(new Point(0.75, 4 / 5.0, 1 / 4.0));
    assertThat(example().atRisk(0.4)).contains(new Point(0.625, 1, 2 / 5.0));
  }

  @Test
  void aRiskThatNoThresholdReachesHasNoPoint() {
    RiskCoverage curve =
        RiskCoverage.of(List.of(Outcomes.sure("0", 0.9, false), Outcomes.sure("1", 0.8, true)));

    assertThat(curve.atRisk(0.49)).isEmpty();
    assertThat(curve.atRisk(0.5)).map(Point::coverage).contains(1.0);
  }

  @Test
  void anImpossibleRiskIsRefused() {
    for (double bad : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThatThrownBy(() -> example().atRisk(bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not " + bad);
    }
  }

  @Property
  void pointsAreWhatTheRejectOptionDoes(@ForAll("outcomes") List<Outcome> outcomes) {
    RiskCoverage curve = Evaluation.of(Outcomes.LABELS, outcomes).riskCoverage();

    assertThat(curve.points()).hasSizeBetween(1, outcomes.size());
    for (Point point : curve.points()) {
      int answered = 0;
      int wrong = 0;
      for (Outcome outcome : outcomes) {
        Optional<Label> answer = outcome.prediction().label(point.threshold());
        answered += answer.isPresent() ? 1 : 0;
        wrong += answer.filter(label -> !label.equals(outcome.label())).isPresent() ? 1 : 0;
      }
      assertThat(point.coverage()).isEqualTo((double) answered / outcomes.size());
      assertThat(point.risk()).isEqualTo((double) wrong / answered);
    }
    assertThat(curve.points()).extracting(Point::coverage).isSorted().doesNotHaveDuplicates();
  }

  @Property
  void theLastPointAnswersAllAtTheErrorRate(@ForAll("outcomes") List<Outcome> outcomes) {
    Evaluation evaluation = Evaluation.of(Outcomes.LABELS, outcomes);
    List<Point> points = evaluation.riskCoverage().points();
    Point last = points.get(points.size() - 1);

    assertThat(last.coverage()).isEqualTo(1);
    assertThat(last.risk()).isCloseTo(1 - evaluation.accuracy(), within(EXACT));
  }

  @Property
  void areaIsTheMeanRiskAtTheImagesOwnThresholds(@ForAll("outcomes") List<Outcome> outcomes) {
    double sum = 0;
    for (Outcome one : outcomes) {
      List<Outcome> atLeastAsSure =
          outcomes.stream()
              .filter(o -> o.prediction().confidence() >= one.prediction().confidence())
              .toList();
      double wrong = atLeastAsSure.stream().filter(o -> !o.correct()).count();
      sum += wrong / atLeastAsSure.size();
    }

    assertThat(RiskCoverage.of(outcomes).area()).isCloseTo(sum / outcomes.size(), within(EXACT));
  }

  @Provide
  Arbitrary<List<Outcome>> outcomes() {
    return Outcomes.lists(30);
  }
}
