package io.cellclass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GroupedOutcomesTest {
  private static Outcome inGroup(String group, Outcome outcome) {
    return new Outcome(outcome.id(), outcome.label(), group, outcome.prediction());
  }

  @Test
  void aGroupHasTheMeanOfItsImages() {
    Evaluation byImage =
        Evaluation.of(
            Outcomes.LABELS,
            List.of(
                inGroup("slide 2", Outcomes.of("0", "b", 0.25, 0.5, 0.25)),
                inGroup("slide 1", Outcomes.of("1", "a", 0.25, 0.75, 0)),
                inGroup("slide 1", Outcomes.of("2", "a", 0.875, 0.125, 0))));

    Evaluation byGroup = byImage.byGroup();

    assertThat(byGroup.outcomes())
        .containsExactly(
            new Outcome("slide 2", new Label("b"), Outcomes.prediction(0.25, 0.5, 0.25)),
            new Outcome("slide 1", new Label("a"), Outcomes.prediction(0.5625, 0.4375, 0)));
    assertThat(byImage.accuracy()).isEqualTo(2 / 3.0);
    assertThat(byGroup.accuracy()).isEqualTo(1);
  }

  @Test
  void aGroupOfSeveralLabelsIsMeasuredForEach() {
    Evaluation byGroup =
        Evaluation.of(
                Outcomes.LABELS,
                List.of(
                    inGroup("p", Outcomes.of("0", "a", 1, 0, 0)),
                    inGroup("p", Outcomes.of("1", "b", 0, 1, 0)),
                    inGroup("p", Outcomes.of("2", "a", 0.5, 0.25, 0.25)),
                    inGroup("q", Outcomes.of("3", "a", 0, 0, 1))))
            .byGroup();

    assertThat(byGroup.outcomes()).extracting(Outcome::id).containsExactly("p (a)", "p (b)", "q");
    assertThat(byGroup.outcomes()).extracting(Outcome::group).containsExactly("p", "p", "q");
    assertThat(byGroup.outcomes().get(0).prediction())
        .isEqualTo(Outcomes.prediction(0.75, 0.125, 0.125));
    assertThat(byGroup.byGroup()).isEqualTo(byGroup);
  }

  @Property
  void groupsOfOneImageChangeNothing(@ForAll("outcomes") List<Outcome> outcomes) {
    Evaluation evaluation = Evaluation.of(Outcomes.LABELS, outcomes);

    assertThat(evaluation.byGroup()).isEqualTo(evaluation);
    List<Outcome> renamed =
        outcomes.stream().map(outcome -> inGroup("group " + outcome.id(), outcome)).toList();
    Evaluation byGroup = Evaluation.of(Outcomes.LABELS, renamed).byGroup();
    assertThat(byGroup.outcomes())
        .extracting(Outcome::prediction)
        .containsExactlyElementsOf(outcomes.stream().map(Outcome::prediction).toList());
    assertThat(byGroup.confusion()).isEqualTo(evaluation.confusion());
  }

  @Property
  void repeatedImagesCountOnceInTheirGroup(
      @ForAll("outcomes") List<Outcome> outcomes, @ForAll @IntRange(min = 2, max = 5) int times) {
    List<Outcome> repeated =
        IntStream.range(0, times).boxed().flatMap(i -> outcomes.stream()).toList();

    List<Outcome> grouped = Evaluation.of(Outcomes.LABELS, repeated).byGroup().outcomes();

    assertThat(grouped).hasSameSizeAs(outcomes);
    for (int i = 0; i < grouped.size(); i++) {
      for (Label label : Outcomes.LABELS) {
        assertThat(grouped.get(i).prediction().probability(label))
            .isCloseTo(outcomes.get(i).prediction().probability(label), within(1e-12));
      }
    }
  }

  @Provide
  Arbitrary<List<Outcome>> outcomes() {
    return Outcomes.lists(20);
  }
}
