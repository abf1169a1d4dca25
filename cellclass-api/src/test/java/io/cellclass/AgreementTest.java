package io.cellclass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgreementTest {
  private static Evaluation evaluation(double... ofA) {
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < ofA.length; i++) {
      outcomes.add(Outcomes.of("" + i, "a", ofA[i], 1 - ofA[i], 0));
    }
    return Evaluation.of(Outcomes.LABELS, outcomes);
  }

  @Test
  void theFiguresAreThoseOfAHandComputedCase() {
    Evaluation reference = evaluation(0.9, 0.8, 0.7, 0.2);
    List<Outcome> reversed = new ArrayList<>(evaluation(0.85, 0.9, 0.4, 0.3).outcomes());
    Collections.reverse(reversed);

    Agreement agreement = Agreement.of(reference, Evaluation.of(Outcomes.LABELS, reversed));

    assertThat(agreement.images()).isEqualTo(4);
    assertThat(agreement.agreeing()).isEqualTo(3);
    assertThat(agreement.share()).isEqualTo(0.75);
    assertThat(agreement.accuracyBefore()).isEqualTo(0.75);
    assertThat(agreement.accuracy()).isEqualTo(0.5);
    assertThat(agreement.loss()).isEqualTo(0.25);
    assertThat(agreement.largestChange()).isCloseTo(0.3, within(1e-12));
  }

  @Test
  void whatLosesMoreThanIsAllowedIsObjectedTo() {
    Agreement kept = new Agreement(100, 98, 0.95, 0.94, 0.2);
    assertThat(kept.objection(Agreement.MOST_LOSS, Agreement.LEAST_SHARE)).isEmpty();
    assertThat(kept.objection(0.005, 0.98).orElseThrow())
        .isEqualTo(
            "it loses 1.0 points of accuracy (95.0 % to 94.0 % of 100 images); at most 0.5 are"
                + " allowed");
    assertThat(kept.objection(0.01, 0.99).orElseThrow())
        .isEqualTo(
            "it names the same label for 98 of 100 images (98.0 %); expected at least 99.0 %");
    assertThat(new Agreement(100, 100, 0.9, 0.95, 0).objection(0, 1)).isEmpty();
  }

  @Test
  void otherImagesOrLabelsAreRefused() {
    assertThatThrownBy(() -> Agreement.of(evaluation(0.9), evaluation(0.9, 0.8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("evaluations of the same images");
    LabelSet two = LabelSet.of("a", "b");
    Prediction prediction = Prediction.of(two, new float[] {0.9f, 0.1f});
    Evaluation other = Evaluation.of(two, List.of(new Outcome("0", two.get(0), prediction)));
    assertThatThrownBy(() -> Agreement.of(evaluation(0.9), other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected the same labels");
  }
}
