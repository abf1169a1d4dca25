package io.cellclass.explain.faithfulness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.Explanation;
import io.cellclass.Heatmap;
import io.cellclass.Label;
import io.cellclass.RgbImage;
import io.cellclass.explain.Substitute;
import org.junit.jupiter.api.Test;

class DeletionTest {
  private static final double ROUNDING = 1e-6;

  private static ProbabilityCurve curve(Deletion deletion, Explanation explanation) {
    return deletion.curve(FourByFour.classifier(), FourByFour.image(), explanation);
  }

  @Test
  void theProbabilityFallsAsTheImportantPixelsGo() {
    ProbabilityCurve curve = curve(Deletion.standard(), FourByFour.middle(4, 3, 2, 1));

    assertThat(curve.points()).hasSize(17);
    assertThat(curve.points().subList(0, 6))
        .extracting(ProbabilityCurve.Point::share, ProbabilityCurve.Point::probability)
        .containsExactly(
            tuple(0 / 16.0, 1.0),
            tuple(1 / 16.0, 0.75),
            tuple(2 / 16.0, 0.5),
            tuple(3 / 16.0, 0.25),
            tuple(4 / 16.0, 0.0),
            tuple(5 / 16.0, 0.0));
    // (1.75 + 1.25 + 0.75 + 0.25) / 2 / 16.
    assertThat(curve.area()).isCloseTo(0.125, within(ROUNDING));
  }

  @Test
  void pixelsThatSpeakAgainstTheTargetGoLast() {
    // 1 until twelve others are gone: (12 + 2) / 16.
    assertThat(curve(Deletion.standard(), FourByFour.middle(-1, -2, -3, -4)).area())
        .isCloseTo(0.875, within(ROUNDING));
  }

  @Test
  void stepsNeedNotDivideThePixels() {
    ProbabilityCurve curve =
        curve(new Deletion(3, Substitute.BACKGROUND), FourByFour.middle(4, 3, 2, 1));

    assertThat(curve.points())
        .extracting(ProbabilityCurve.Point::share)
        .containsExactly(0.0, 5 / 16.0, 11 / 16.0, 1.0);
    // Five pixels hold all four: half of the first step.
    assertThat(curve.area()).isCloseTo(5 / 32.0, within(ROUNDING));
  }

  @Test
  void thereMayBeMoreStepsThanPixels() {
    assertThat(curve(new Deletion(32, Substitute.BACKGROUND), FourByFour.middle(4, 3, 2, 1)).area())
        .isCloseTo(0.125, within(ROUNDING));
  }

  @Test
  void equalValuesFavourNoCorner() {
    // Flat maps of 24x24 pixels lose the disc, which is to the left, no sooner than other pixels:
    // the probability falls from 0.9 to 0.1 in a line. By rows or columns it would be 0.42 or 0.38.
    Heatmap flat = Heatmap.of(24, 24, new float[24 * 24]);

    double area =
        Deletion.standard()
            .curve(DarkDisc.classifier(), DarkDisc.image(1), DarkDisc.explanation(flat))
            .area();

    assertThat(area).isCloseTo(0.5, within(0.03));
  }

  @Test
  void copiesAreJudgedThroughWhatWasFoundInTheImage() {
    assertThat(
            Deletion.standard()
                .curve(
                    DarkDisc.onlyViewing(FourByFour.classifier()),
                    FourByFour.image(),
                    FourByFour.middle(4, 3, 2, 1))
                .area())
        .isCloseTo(0.125, within(ROUNDING));
  }

  @Test
  void aMapOfAnotherSizeOrTargetIsRefused() {
    RgbImage other = RgbImage.of(4, 3, new byte[36]);
    Explanation known = FourByFour.middle(1, 1, 1, 1);
    Explanation unknown =
        new Explanation(
            known.prediction(), new Label("yeast"), "told", known.layer(), known.heatmap());

    assertThatThrownBy(() -> Deletion.standard().curve(FourByFour.classifier(), other, known))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected sizes that agree, found an image of 4x3 and a map of 4x4");
    assertThatThrownBy(() -> curve(Deletion.standard(), unknown))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("yeast");
  }

  @Test
  void noStepsAreRefused() {
    assertThatThrownBy(() -> new Deletion(0, Substitute.BACKGROUND))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected at least 1 step, found 0");
  }
}
