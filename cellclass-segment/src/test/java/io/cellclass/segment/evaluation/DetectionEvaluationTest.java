package io.cellclass.segment.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.ImageSource;
import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.RgbImage;
import io.cellclass.segment.Box;
import io.cellclass.segment.BoxedImage;
import io.cellclass.segment.Detection;
import io.cellclass.segment.Detector;
import io.cellclass.segment.LabelledBox;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetectionEvaluationTest {
  private static final double EXACT = 1e-12;
  private static final Label RBC = new Label("RBC");
  private static final Label WBC = new Label("WBC");
  private static final Label PLATELET = new Label("platelet");
  private static final LabelSet LABELS = LabelSet.of(List.of(RBC, WBC, PLATELET));

  /** A box of 10 by 10 pixels; those of different numbers do not overlap. */
  private static Box box(int number) {
    return new Box(20 * number, 0, 20 * number + 10, 10);
  }

  private static LabelledBox truth(Label label, int number) {
    return new LabelledBox(box(number), label);
  }

  private static Detection found(Label label, int number, double score) {
    return new Detection(box(number), label, score);
  }

  private static DetectionEvaluation of(List<LabelledBox> truth, List<Detection> found) {
    return DetectionEvaluation.of(LABELS, List.of(new DetectedImage("a", truth, found)));
  }

  /**
   * Four cells; right, wrong, right, wrong, right in the order of the scores. Recall and precision
   * are 1/4 and 1, 1/4 and 1/2, 2/4 and 2/3, 2/4 and 1/2, 3/4 and 3/5. The precision is 1 at the 26
   * recalls to 0.25, 2/3 at the 25 to 0.5, 3/5 at the 25 to 0.75, and 0 at the last 25.
   */
  @Test
  void averagePrecisionIsTheMeanOf101Precisions() {
    DetectionEvaluation evaluation =
        of(
            List.of(truth(RBC, 0), truth(RBC, 1), truth(RBC, 2), truth(RBC, 3)),
            List.of(
                found(RBC, 0, 0.9),
                found(RBC, 8, 0.8),
                found(RBC, 1, 0.7),
                found(RBC, 9, 0.6),
                found(RBC, 2, 0.5)));

    double expected = (26 + 25 * 2 / 3.0 + 25 * 3 / 5.0) / 101;
    assertThat(evaluation.averagePrecision(RBC, 0.5).orElseThrow())
        .isCloseTo(expected, within(EXACT));
    // Labels without a true cell are left out of the mean.
    assertThat(evaluation.averagePrecision(WBC, 0.5)).isEmpty();
    assertThat(evaluation.map50().orElseThrow()).isCloseTo(expected, within(EXACT));
    assertThat(evaluation.map().orElseThrow()).isCloseTo(expected, within(EXACT));
  }

  /** IoU of the second: 9 x 10 of 10 x 10 + 10, 9/11 = 0.818; right up to the threshold of 0.8. */
  @Test
  void theMeanOverThresholdsFallsWithThePlacement() {
    DetectionEvaluation evaluation =
        of(List.of(truth(WBC, 0)), List.of(new Detection(new Box(1, 0, 11, 10), WBC, 1)));

    assertThat(evaluation.map50()).hasValue(1);
    assertThat(evaluation.map().orElseThrow()).isCloseTo(0.7, within(EXACT));
    assertThat(evaluation.averagePrecision(WBC, 0.8)).hasValue(1);
    assertThat(evaluation.averagePrecision(WBC, 0.85)).hasValue(0);
  }

  /** The sure detection takes the cell; the better one comes too late, and is wrong. */
  @Test
  void aCellIsFoundOnceByTheSurestDetection() {
    DetectionEvaluation evaluation =
        of(
            List.of(truth(RBC, 0)),
            List.of(found(RBC, 0, 0.8), new Detection(new Box(2, 0, 12, 10), RBC, 0.9)));

    assertThat(evaluation.rates(RBC, 0)).isEqualTo(new DetectionRates(RBC, 0, 1, 2, 1));
    assertThat(evaluation.averagePrecision(RBC, 0.5)).hasValue(1);
    // At 0.7 the sure one, with 8/12, is wrong, and the other comes second.
    assertThat(evaluation.averagePrecision(RBC, 0.7)).hasValue(0.5);
  }

  /**
   * Seven of ten. The recalls of the reference implementation are numpy.linspace(0, 1, 101), whose
   * 71st is 0.7000000000000001: that is not reached, and 70 precisions are 1.
   */
  @Test
  void recallsAreThoseOfTheReferenceToTheLastBit() {
    List<LabelledBox> truth = new ArrayList<>();
    List<Detection> found = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      truth.add(truth(RBC, i));
      if (i < 7) {
        found.add(found(RBC, i, 1));
      }
    }

    assertThat(of(truth, found).averagePrecision(RBC, 0.5).orElseThrow())
        .isCloseTo(70.0 / 101, within(EXACT));
    assertThat(of(truth.subList(0, 7), found).map50()).hasValue(1);
  }

  @Test
  void aDetectionOfAnotherLabelOrInAnotherImageIsWrong() {
    DetectionEvaluation evaluation =
        DetectionEvaluation.of(
            LABELS,
            List.of(
                new DetectedImage("a", List.of(truth(RBC, 0)), List.of(found(WBC, 0, 1))),
                new DetectedImage("b", List.of(), List.of(found(RBC, 0, 1)))));

    assertThat(evaluation.map50()).hasValue(0);
    assertThat(evaluation.rates(WBC, 0.5)).isEqualTo(new DetectionRates(WBC, 0.5, 0, 1, 0));
    assertThat(evaluation.rates(WBC, 0.5).recall()).isZero();
    assertThat(evaluation.rates(PLATELET, 0.5).precision()).isZero();
    assertThat(evaluation.rates(PLATELET, 0.5).f1()).isZero();
  }

  @Test
  void rangesOfScoresGivePrecisionAndRecall() {
    DetectionEvaluation evaluation =
        of(
            List.of(truth(RBC, 0), truth(RBC, 1)),
            List.of(found(RBC, 0, 0.9), found(RBC, 1, 0.4), found(RBC, 5, 0.6)));

    DetectionRates rates = evaluation.rates(RBC, 0.5);
    assertThat(rates.precision()).isEqualTo(0.5);
    assertThat(rates.recall()).isEqualTo(0.5);
    assertThat(evaluation.rates(RBC, 0.4).f1()).isCloseTo(2 * 2 / 5.0, within(EXACT));
    assertThat(evaluation.rates(RBC, 0.95).found()).isZero();
  }

  /** True counts 2, 0 and 1, found 1, 2 and 1: errors 1, 2, 0; the mean 1 is off by 1, 1, 0. */
  @Test
  void countsAreHeldAgainstAConstant() {
    DetectionEvaluation evaluation =
        DetectionEvaluation.of(
            LABELS,
            List.of(
                new DetectedImage(
                    "a",
                    List.of(truth(RBC, 0), truth(RBC, 1)),
                    List.of(found(RBC, 0, 0.9), found(RBC, 1, 0.1))),
                new DetectedImage("b", List.of(), List.of(found(RBC, 3, 0.9), found(RBC, 4, 0.5))),
                new DetectedImage("c", List.of(truth(RBC, 0)), List.of(found(RBC, 7, 0.5)))));

    CountError own = evaluation.countError(RBC, 0.5);
    assertThat(own)
        .isEqualTo(
            new CountError(RBC, 0.5, 3, 1, 1 / 3.0, 1, 2 / 3.0, CountError.Source.EVALUATED));
    assertThat(own.shareOfConstant().orElseThrow()).isCloseTo(1.5, within(EXACT));

    ImageSource unread = ImageSource.of("unread", RgbImage.of(1, 1, new byte[3]));
    CountError trained =
        evaluation
            .withTrainingImages(
                List.of(
                    new BoxedImage("t", unread, List.of(truth(RBC, 0), truth(WBC, 1))),
                    new BoxedImage("u", unread, List.of())))
            .countError(RBC, 0.5);
    // Half a cell an image: off by 1.5, 0.5 and 0.5.
    assertThat(trained.constant()).isEqualTo(0.5);
    assertThat(trained.constantMeanAbsoluteError()).isCloseTo(2.5 / 3, within(EXACT));
    assertThat(trained.source()).isEqualTo(CountError.Source.TRAINING);
    assertThat(evaluation.countError(PLATELET, 0.5).shareOfConstant()).isEmpty();

    assertThat(evaluation.countAgreement(RBC, 0.5).bias()).isCloseTo(1 / 3.0, within(EXACT));
  }

  @Test
  void aDetectorIsRunOnEachImage() throws IOException {
    ImageSource image = ImageSource.of("drawn", RgbImage.of(1, 1, new byte[3]));
    List<String> told = new ArrayList<>();
    Detector detector =
        new Detector() {
          @Override
          public LabelSet labels() {
            return LABELS;
          }

          @Override
          public List<Detection> detect(RgbImage seen) {
            return List.of(found(RBC, seen.width() - 1, 0.5));
          }
        };

    DetectionEvaluation evaluation =
        DetectionEvaluation.of(
            detector,
            List.of(new BoxedImage("a", image, List.of(truth(RBC, 0)))),
            (done, total) -> told.add(done + "/" + total));

    assertThat(evaluation.map()).hasValue(1);
    assertThat(told).containsExactly("1/1");
    assertThatThrownBy(
            () ->
                DetectionEvaluation.of(
                    detector,
                    List.of(new BoxedImage("z", image, List.of(truth(new Label("x"), 0)))),
                    ProgressListener.none()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("z: unknown label x, expected one of [RBC, WBC, platelet]");
  }

  @Test
  void nothingToEvaluateAndUnknownLabelsAreRefused() {
    assertThatThrownBy(() -> DetectionEvaluation.of(LABELS, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    DetectionEvaluation evaluation = of(List.of(), List.of());
    assertThatThrownBy(() -> evaluation.averagePrecision(new Label("x"), 0.5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> evaluation.averagePrecision(RBC, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(evaluation.map()).isEmpty();
  }
}
