package io.cellclass.explain.faithfulness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.Explanation;
import io.cellclass.Heatmap;
import io.cellclass.RgbImage;
import io.cellclass.testkit.FakeClassifier;
import org.junit.jupiter.api.Test;

class ConfidenceChangeTest {
  private static final double ROUNDING = 1e-6;

  private static ConfidenceChange change(Explanation explanation) {
    return ConfidenceChange.of(
        DarkDisc.onlyViewing(FourByFour.classifier()), FourByFour.image(), explanation);
  }

  @Test
  void whatTheMapMarksIsKeptAndTheRestBecomesBackground() {
    // Of the scaled values 1, 0.7, 0.6 and 0 the levels are 50, 95, 110 and 200: two below 100.
    ConfidenceChange change = change(FourByFour.middle(10, 7, 6, -5));

    assertThat(change.before()).isEqualTo(1);
    assertThat(change.after()).isCloseTo(0.5, within(ROUNDING));
    assertThat(change.drop()).isCloseTo(0.5, within(ROUNDING));
    assertThat(change.increased()).isFalse();
  }

  @Test
  void anEmptyMapLeavesNothing() {
    assertThat(change(FourByFour.middle(0, 0, -1, 0))).isEqualTo(new ConfidenceChange(1, 0));
  }

  @Test
  void pixelsAreMixedWithTheBackgroundInProportion() {
    RgbImage image = FourByFour.image();
    FakeClassifier level =
        FakeClassifier.of(
            DarkDisc.LABELS,
            seen -> {
              float p = (seen.rgb(1, 1) & 0xff) / 255f;
              return new float[] {p, 1 - p};
            });

    ConfidenceChange change = ConfidenceChange.of(level, image, FourByFour.middle(1, 4, 0, 0));

    // A quarter of 50 and three quarters of 200, rounded.
    assertThat(change.after() * 255).isCloseTo(163, within(0.6));
    assertThat(change.increased()).isTrue();
    assertThat(change.drop()).isZero();
  }

  @Test
  void theDropIsAShareOfTheProbabilityThatThereWas() {
    assertThat(new ConfidenceChange(0.8, 0.6).drop()).isCloseTo(0.25, within(1e-12));
    assertThat(new ConfidenceChange(0.6, 0.8).drop()).isZero();
    assertThat(new ConfidenceChange(0, 0).drop()).isZero();
    assertThat(new ConfidenceChange(0.5, 0.5).increased()).isFalse();
  }

  @Test
  void badInputsAreRefused() {
    Explanation small = DarkDisc.explanation(Heatmap.of(1, 1, 1));

    assertThatThrownBy(() -> change(small)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ConfidenceChange(0.5, 1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected probabilities in [0, 1], found 0.5 and 1.5");
  }
}
