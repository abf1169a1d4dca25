package io.cellclass.segment.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.segment.Box;
import io.cellclass.segment.Detection;
import io.cellclass.segment.LabelledBox;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DetectionMistakesTest {
  private static final Label RBC = new Label("RBC");
  private static final Label WBC = new Label("WBC");
  private static final LabelSet LABELS = LabelSet.of(List.of(RBC, WBC));

  private static LabelledBox truth(Label label, double left, double top) {
    return new LabelledBox(box(left, top), label);
  }

  private static Detection found(Label label, double score, double left, double top) {
    return new Detection(box(left, top), label, score);
  }

  private static Box box(double left, double top) {
    return new Box(left, top, left + 20, top + 20);
  }

  private static DetectionMistakes of(DetectedImage... images) {
    return DetectionEvaluation.of(LABELS, List.of(images)).mistakes(label -> 0.5);
  }

  private static DetectedImage image(List<LabelledBox> truth, List<Detection> found) {
    return new DetectedImage("a", 200, 100, truth, found);
  }

  private static List<Set<MistakeKind>> kinds(List<DetectionMistake> mistakes) {
    return mistakes.stream().map(DetectionMistake::kinds).toList();
  }

  @Test
  void whatIsRightIsNoMistake() {
    DetectionMistakes mistakes =
        of(
            image(
                List.of(truth(RBC, 0, 0), truth(WBC, 40, 40)),
                // The last one is too unsure to count.
                List.of(found(RBC, 0.9, 2, 0), found(WBC, 0.5, 40, 40), found(RBC, 0.49, 90, 90))));

    assertThat(mistakes.falsePositives(RBC)).isEmpty();
    assertThat(mistakes.misses(RBC)).isEmpty();
    assertThat(mistakes.falsePositives(WBC)).isEmpty();
    assertThat(mistakes.countError(RBC, Set.of())).isZero();
    assertThat(mistakes)
        .hasToString(
            "DetectionMistakes[RBC: 0 false positives, 0 misses, WBC: 0 false positives, 0 misses]");
  }

  /** Two pixels from the border, and three; one that is in nobody's way. */
  @Test
  void boxesAtTheBorderAreToldFromOthers() {
    DetectionMistakes mistakes =
        of(
            image(
                List.of(truth(RBC, 100, 40), truth(RBC, 178, 40), truth(RBC, 177, 10)),
                List.of(
                    found(RBC, 0.9, 100, 40),
                    found(RBC, 0.8, 2, 40),
                    found(RBC, 0.7, 3, 10),
                    found(RBC, 0.6, 40, 78))));

    assertThat(kinds(mistakes.falsePositives(RBC)))
        .containsExactly(
            Set.of(MistakeKind.BORDER), Set.of(MistakeKind.ALONE), Set.of(MistakeKind.BORDER));
    assertThat(kinds(mistakes.misses(RBC)))
        .containsExactly(Set.of(MistakeKind.BORDER), Set.of(MistakeKind.ALONE));
    assertThat(mistakes.falsePositives(RBC).get(0))
        .isEqualTo(new DetectionMistake("a", box(2, 40), RBC, Set.of(MistakeKind.BORDER)));
    assertThat(mistakes.falsePositives(RBC, MistakeKind.BORDER)).isEqualTo(2);
    assertThat(mistakes.misses(RBC, MistakeKind.ALONE)).isEqualTo(1);
    assertThat(mistakes.misses(RBC, MistakeKind.DUPLICATE)).isZero();
  }

  /** Shifted by 4 of 20 pixels: IoU 16 / 24. */
  @Test
  void aSecondBoxOfACellIsADuplicateOnEitherSide() {
    DetectionMistakes foundTwice =
        of(
            image(
                List.of(truth(RBC, 50, 40)),
                List.of(found(RBC, 0.9, 50, 40), found(RBC, 0.8, 54, 40))));
    assertThat(kinds(foundTwice.falsePositives(RBC)))
        .containsExactly(Set.of(MistakeKind.DUPLICATE));
    DetectionMistakes markedTwice =
        of(
            image(
                List.of(truth(RBC, 50, 40), truth(RBC, 54, 40)), List.of(found(RBC, 0.9, 50, 40))));
    assertThat(kinds(markedTwice.misses(RBC))).containsExactly(Set.of(MistakeKind.DUPLICATE));
    assertThat(markedTwice.misses(RBC).get(0).box()).isEqualTo(box(54, 40));
  }

  /** The very same box twice: one is found, one is missed. */
  @Test
  void equalBoxesAreTwoBoxes() {
    DetectionMistakes mistakes =
        of(
            image(
                List.of(truth(RBC, 50, 40), truth(RBC, 50, 40)), List.of(found(RBC, 0.9, 50, 40))));

    assertThat(kinds(mistakes.misses(RBC))).containsExactly(Set.of(MistakeKind.DUPLICATE));
    assertThat(mistakes.countError(RBC, Set.of())).isEqualTo(1);
  }

  /** Shifted by 10 of 20 pixels: IoU 10 / 30, too little to match. */
  @Test
  void aCellFoundInTheWrongPlaceIsMisplacedOnBothSides() {
    DetectionMistakes mistakes =
        of(image(List.of(truth(RBC, 50, 40)), List.of(found(RBC, 0.9, 60, 40))));

    assertThat(kinds(mistakes.falsePositives(RBC))).containsExactly(Set.of(MistakeKind.MISPLACED));
    assertThat(kinds(mistakes.misses(RBC))).containsExactly(Set.of(MistakeKind.MISPLACED));
    assertThat(mistakes.countError(RBC, Set.of())).isZero();
  }

  /**
   * Beside a cell that was found, by 15 of 20 pixels (IoU 5 / 35); over a white cell that was not;
   * and small inside a large one, of which it covers little.
   */
  @Test
  void boxesOverOthersAreOverlapping() {
    Box large = new Box(100, 10, 180, 90);
    Box small = new Box(130, 40, 140, 50);
    DetectionMistakes mistakes =
        of(
            image(
                List.of(truth(RBC, 30, 40), truth(WBC, 60, 10), new LabelledBox(large, WBC)),
                List.of(
                    found(RBC, 0.9, 30, 40),
                    found(RBC, 0.8, 30, 55),
                    found(RBC, 0.7, 60, 14),
                    new Detection(small, RBC, 0.6),
                    new Detection(large, WBC, 0.9))));

    assertThat(kinds(mistakes.falsePositives(RBC)))
        .hasSize(3)
        .containsOnly(Set.of(MistakeKind.OVERLAPPING));
    // Under a red cell that was found there.
    assertThat(kinds(mistakes.misses(WBC))).containsExactly(Set.of(MistakeKind.OVERLAPPING));
  }

  /**
   * IoU 3 / 37, and 3 of 20 of its area: too little. Another label's unsure detections do not
   * count.
   */
  @Test
  void boxesThatBarelyTouchAreAlone() {
    DetectionMistakes mistakes =
        of(
            image(
                List.of(truth(RBC, 30, 40)),
                List.of(
                    found(RBC, 0.9, 30, 40), found(RBC, 0.8, 30, 57), found(WBC, 0.4, 30, 60))));

    assertThat(kinds(mistakes.falsePositives(RBC))).containsExactly(Set.of(MistakeKind.ALONE));
  }

  /**
   * In the first image three of one cell are found, one at the border; in the second, where none is
   * marked, two, one at the border. Errors 2 and 2; without the border 1 and 1; without the
   * unmarked image 2 and 0.
   */
  @Test
  void countsAreHeldAgainstThoseWithoutSomeMistakes() {
    DetectionMistakes mistakes =
        of(
            image(
                List.of(truth(RBC, 50, 40)),
                List.of(found(RBC, 0.9, 50, 40), found(RBC, 0.9, 0, 0), found(RBC, 0.9, 100, 40))),
            new DetectedImage(
                "b",
                200,
                100,
                List.of(truth(WBC, 20, 40)),
                List.of(found(RBC, 0.9, 50, 40), found(RBC, 0.9, 180, 40))));

    assertThat(kinds(mistakes.falsePositives(RBC)).subList(2, 4))
        .containsExactly(
            Set.of(MistakeKind.UNLABELLED_IMAGE),
            EnumSet.of(MistakeKind.BORDER, MistakeKind.UNLABELLED_IMAGE));
    assertThat(mistakes.countError(RBC, Set.of())).isEqualTo(2);
    assertThat(mistakes.countError(RBC, Set.of(MistakeKind.BORDER))).isEqualTo(1);
    assertThat(mistakes.countError(RBC, Set.of(MistakeKind.UNLABELLED_IMAGE))).isEqualTo(1);
    assertThat(mistakes.countError(RBC, EnumSet.allOf(MistakeKind.class))).isZero();
    // Nothing is found of the white cell, and that stays.
    assertThat(mistakes.countError(WBC, EnumSet.allOf(MistakeKind.class))).isEqualTo(0.5);
  }

  /** Without others at their side, detections have the boxes that they have among candidates. */
  @Test
  void mistakesAreThoseOfTheRates() {
    List<DetectedImage> images =
        List.of(
            image(
                List.of(truth(RBC, 50, 40), truth(RBC, 58, 40), truth(RBC, 120, 40)),
                List.of(
                    found(RBC, 0.9, 54, 40),
                    found(RBC, 0.8, 52, 40),
                    found(RBC, 0.3, 120, 40),
                    found(RBC, 0.6, 150, 10))));
    DetectionEvaluation evaluation = DetectionEvaluation.of(LABELS, images);

    for (double score : new double[] {0, 0.5, 0.7, 0.85, 1}) {
      DetectionMistakes mistakes = evaluation.mistakes(label -> score);
      DetectionRates rates = evaluation.rates(RBC, score);
      assertThat(mistakes.falsePositives(RBC)).hasSize(rates.found() - rates.matched());
      assertThat(mistakes.misses(RBC)).hasSize(rates.truths() - rates.matched());
      assertThat(mistakes.countError(RBC, Set.of()))
          .isEqualTo(evaluation.countError(RBC, score).meanAbsoluteError());
    }
  }

  @Test
  void imagesOfUnknownSizeAndUnknownLabelsAreRefused() {
    DetectionEvaluation evaluation =
        DetectionEvaluation.of(
            LABELS, List.of(new DetectedImage("somewhere", List.of(), List.of())));
    assertThatThrownBy(() -> evaluation.mistakes(label -> 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("somewhere: expected an image whose size is known");
    assertThatThrownBy(() -> of(image(List.of(), List.of())).misses(new Label("x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown label x, expected one of [RBC, WBC]");
    assertThatThrownBy(() -> new DetectedImage("a", 3, 0, List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a: no size of an image: 3x0");
    assertThatThrownBy(() -> new DetectionMistake("a", box(0, 0), RBC, Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
