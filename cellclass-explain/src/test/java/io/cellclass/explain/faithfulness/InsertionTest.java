package io.cellclass.explain.faithfulness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.RgbImage;
import io.cellclass.explain.Substitute;
import org.junit.jupiter.api.Test;

class InsertionTest {
  private static final double ROUNDING = 1e-6;

  @Test
  void theProbabilityRisesAsTheImportantPixelsCome() {
    ProbabilityCurve curve =
        new Insertion(16, Substitute.BACKGROUND)
            .curve(FourByFour.classifier(), FourByFour.image(), FourByFour.middle(4, 3, 2, 1));

    assertThat(curve.points().subList(0, 6))
        .extracting(ProbabilityCurve.Point::probability)
        .containsExactly(0.0, 0.25, 0.5, 0.75, 1.0, 1.0);
    // (0.25 + 0.75 + 1.25 + 1.75) / 2 / 16, and twelve steps at 1.
    assertThat(curve.area()).isCloseTo(0.875, within(ROUNDING));
  }

  @Test
  void theStandardGoesFromTheBlurredImageToTheImage() {
    RgbImage image = DarkDisc.image(3);
    ProbabilityCurve curve =
        Insertion.standard()
            .curve(DarkDisc.classifier(), image, DarkDisc.explanation(DarkDisc.truth()));

    assertThat(curve.points()).hasSize(17);
    assertThat(curve.points().get(0).probability())
        .isEqualTo(
            DarkDisc.classifier()
                .classify(Substitute.BLURRED.of(image))
                .probability(DarkDisc.CELL));
    assertThat(curve.points().get(16).probability()).isCloseTo(0.9, within(ROUNDING));
  }

  @Test
  void copiesAreJudgedThroughWhatWasFoundInTheImage() {
    assertThat(
            new Insertion(4, Substitute.BACKGROUND)
                .curve(
                    DarkDisc.onlyViewing(FourByFour.classifier()),
                    FourByFour.image(),
                    FourByFour.middle(1, 1, 1, 1))
                .area())
        .isCloseTo(0.875, within(ROUNDING));
  }

  @Test
  void noStepsAreRefused() {
    assertThatThrownBy(() -> new Insertion(-1, Substitute.BLURRED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected at least 1 step, found -1");
  }
}
