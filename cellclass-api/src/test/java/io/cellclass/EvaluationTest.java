package io.cellclass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private static final LabelSet LABELS = LabelSet.of("a", "b", "c");
  private static final double EXACT = 1e-12;

  /** Five times a (3 hit, 2 as b), three times b (2 hit, 1 as a), never c. */
  private static Evaluation example() {
    List<Outcome> outcomes = new ArrayList<>();
    for (String pair : List.of("aa", "aa", "aa", "ab", "ab", "bb", "bb", "ba")) {
      outcomes.add(outcome(outcomes.size(), pair.substring(0, 1), pair.substring(1), 0.8f));
    }
    return Evaluation.of(LABELS, outcomes);
  }

  @Test
  void ratiosAreThoseCountedByHand() {
    Evaluation evaluation = example();

    assertThat(evaluation.images()).isEqualTo(8);
    assertThat(evaluation.accuracy()).isEqualTo(5 / 8.0);
    assertThat(evaluation.balancedAccuracy()).isCloseTo((3 / 5.0 + 2 / 3.0) / 2, within(EXACT));
    // F1 of a: 6 / (5 + 4), of b: 4 / (3 + 4); c occurs neither way.
    assertThat(evaluation.macroF1()).isCloseTo((6 / 9.0 + 4 / 7.0) / 2, within(EXACT));
    assertThat(evaluation.of(new Label("a")))
        .isEqualTo(new LabelMetrics(new Label("a"), 3 / 4.0, 3 / 5.0, 6 / 9.0, 5));
    assertThat(evaluation.of(new Label("b")))
        .isEqualTo(new LabelMetrics(new Label("b"), 2 / 4.0, 2 / 3.0, 4 / 7.0, 3));
    assertThat(evaluation.of(new Label("c")))
        .isEqualTo(new LabelMetrics(new Label("c"), 0, 0, 0, 0));
    assertThat(evaluation.confusion().counts())
        .isDeepEqualTo(new int[][] {{3, 2, 0}, {1, 2, 0}, {0, 0, 0}});
  }

  @Test
  void textTellsTheCounts() {
    assertThat(example().toString()).startsWith("Evaluation[5 of 8 images right, ConfusionMatrix[");
  }

  @Test
  void labelThatIsOnlyPredictedCountsInMacroF1ButNotInBalancedAccuracy() {
    Evaluation evaluation =
        Evaluation.of(LABELS, List.of(outcome(0, "a", "a", 0.9f), outcome(1, "a", "c", 0.9f)));

    // a: 2 / (2 + 1); c: 0.
    assertThat(evaluation.macroF1()).isCloseTo(1 / 3.0, within(EXACT));
    assertThat(evaluation.balancedAccuracy()).isEqualTo(0.5);
  }

  @Test
  void intervalIsThatOfTheAccuracy() {
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      outcomes.add(outcome(i, "a", i < 8 ? "a" : "b", 0.8f));
    }

    Interval interval = Evaluation.of(LABELS, outcomes).accuracyInterval();

    assertThat(interval.low()).isCloseTo(0.4902, within(5e-5));
    assertThat(interval.high()).isCloseTo(0.9433, within(5e-5));
  }

  @Test
  void calibrationErrorIsThatComputedByHand() {
    // One bin: 4 images at 0.75 of which 2 are right: |0.5 - 0.75|.
    List<Outcome> oneBin = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      oneBin.add(outcome(i, "a", i < 2 ? "a" : "b", 0.75f));
    }
    assertThat(Evaluation.of(LABELS, oneBin).expectedCalibrationError())
        .isCloseTo(0.25, within(EXACT));

    // A second bin: 1 image at 1, right. (4 * 0.25 + 0) / 5.
    List<Outcome> twoBins = new ArrayList<>(oneBin);
    twoBins.add(outcome(4, "a", "a", 1));
    assertThat(Evaluation.of(LABELS, twoBins).expectedCalibrationError())
        .isCloseTo(0.2, within(EXACT));
  }

  @Test
  void oppositeErrorsCancelWithinABinOnly() {
    // 0.75 and 0.78125 lie in (11/15, 12/15]: |1 - 1.53125| / 2. 0.75 and 0.625 do not: (0.25 +
    // 0.625) / 2.
    assertThat(calibration(0.75f, 0.78125f)).isCloseTo(0.265625, within(EXACT));
    assertThat(calibration(0.75f, 0.625f)).isCloseTo(0.4375, within(EXACT));
  }

  private static double calibration(float ofHit, float ofMiss) {
    List<Outcome> outcomes = List.of(outcome(0, "a", "a", ofHit), outcome(1, "a", "b", ofMiss));
    return Evaluation.of(LABELS, outcomes).expectedCalibrationError();
  }

  @Property
  void measuresAreWithinTheirRangesAndAgree(@ForAll("outcomes") List<Outcome> outcomes) {
    Evaluation evaluation = Evaluation.of(LABELS, outcomes);

    long right = outcomes.stream().filter(Outcome::correct).count();
    assertThat(evaluation.accuracy()).isEqualTo((double) right / outcomes.size());
    assertThat(evaluation.accuracyInterval().low()).isLessThanOrEqualTo(evaluation.accuracy());
    assertThat(evaluation.accuracyInterval().high()).isGreaterThanOrEqualTo(evaluation.accuracy());
    assertThat(evaluation.balancedAccuracy()).isBetween(0.0, 1.0);
    assertThat(evaluation.macroF1()).isBetween(0.0, 1.0);
    // No bin's error is larger than the largest distance of a confidence from right or wrong.
    assertThat(evaluation.expectedCalibrationError()).isBetween(0.0, 1.0);
    int support = LABELS.asList().stream().mapToInt(label -> evaluation.of(label).support()).sum();
    assertThat(support).isEqualTo(outcomes.size());
    assertThat(Evaluation.of(LABELS, outcomes)).isEqualTo(evaluation).hasSameHashCodeAs(evaluation);
  }

  @Test
  void noOutcomeAndUnknownLabelsAreRefused() {
    assertThatThrownBy(() -> Evaluation.of(LABELS, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one outcome");
    assertThatThrownBy(() -> Evaluation.of(LabelSet.of("a"), List.of(outcome(0, "a", "b", 0.9f))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found the outcome");
    assertThatThrownBy(() -> example().of(new Label("d")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("d");
  }

  @Test
  void datasetIsClassifiedInBatchesInItsOrder() throws IOException {
    ClassifierByRed classifier = new ClassifierByRed(LABELS);
    List<String> progress = new ArrayList<>();
    EvaluationListener listener =
        new EvaluationListener() {
          @Override
          public void progressed(int done, int total) {
            progress.add(done + "/" + total);
          }
        };

    Evaluation evaluation = Evaluation.of(classifier, dataset(40), listener);

    assertThat(classifier.batches()).containsExactly(32, 8);
    assertThat(progress).containsExactly("16/40", "32/40", "40/40");
    assertThat(evaluation.outcomes()).extracting(Outcome::id).startsWith("0", "1", "2").hasSize(40);
    assertThat(evaluation.outcomes()).extracting(Outcome::group).startsWith("p0", "p1", "p0");
    assertThat(evaluation.accuracy()).isEqualTo(1);
    assertThat(evaluation).isEqualTo(Evaluation.of(new ClassifierByRed(LABELS), dataset(40)));
  }

  @Test
  void largeImagesMakeSmallerBatches() throws IOException {
    ClassifierByRed classifier = new ClassifierByRed(LABELS);
    RgbImage large = RgbImage.of(4000, 4000, new byte[3 * 4000 * 4000]);
    List<Sample> samples = new ArrayList<>(dataset(18).samples());
    for (int i : new int[] {1, 4, 5}) {
      samples.set(i, new Sample("" + i, LABELS.get(0), ImageSource.of("" + i, large)));
    }

    Evaluation evaluation = Evaluation.of(classifier, Datasets.of(LABELS, samples));

    assertThat(classifier.batches()).containsExactly(2, 3, 1, 12);
    assertThat(evaluation.outcomes())
        .extracting(Outcome::id)
        .containsExactlyElementsOf(samples.stream().map(Sample::id).toList());
  }

  @Test
  void anInterruptIsNoUnreadableImage() {
    for (IOException interrupt :
        List.of(new ClosedByInterruptException(), new InterruptedIOException())) {
      ImageSource source =
          source(
              "0",
              () -> {
                throw interrupt;
              });
      Dataset dataset = Datasets.of(LABELS, List.of(new Sample("0", LABELS.get(0), source)));
      List<String> reported = new ArrayList<>();

      assertThatThrownBy(
              () -> Evaluation.of(new ClassifierByRed(LABELS), dataset, reporting(reported)))
          .isSameAs(interrupt);
      assertThat(reported).isEmpty();
    }
  }

  @Test
  void unreadableImageEndsTheEvaluationUnlessTheListenerTakesIt() throws IOException {
    List<Sample> samples = new ArrayList<>(dataset(20).samples());
    samples.set(3, broken("3"));
    Dataset dataset = Datasets.of(LABELS, samples);
    List<String> reported = new ArrayList<>();

    assertThatThrownBy(() -> Evaluation.of(new ClassifierByRed(LABELS), dataset))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessageContaining("torn");
    Evaluation evaluation =
        Evaluation.of(new ClassifierByRed(LABELS), dataset, reporting(reported));

    assertThat(evaluation.images()).isEqualTo(19);
    assertThat(evaluation.outcomes()).extracting(Outcome::id).doesNotContain("3");
    assertThat(reported).containsExactly("3: unreadable image 3: torn");
  }

  @Test
  void nothingButUnreadableImagesIsAnError() {
    Dataset dataset = Datasets.of(LABELS, List.of(broken("0"), broken("1")));
    List<String> reported = new ArrayList<>();

    assertThatThrownBy(
            () -> Evaluation.of(new ClassifierByRed(LABELS), dataset, reporting(reported)))
        .isInstanceOf(IOException.class)
        .hasMessage("none of the 2 images could be read");
    assertThat(reported).hasSize(2);
  }

  @Test
  void unknownLabelIsRefusedBeforeAnyImageIsClassified() {
    ClassifierByRed classifier = new ClassifierByRed(LabelSet.of("a", "b"));

    assertThatThrownBy(() -> Evaluation.of(classifier, dataset(20)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[c]");
    assertThat(classifier.batches()).isEmpty();
  }

  @Test
  void samplesOfUnknownLabelsCanBeLeftOut() throws IOException {
    ClassifierByRed classifier = new ClassifierByRed(LabelSet.of("a", "b"));
    Dataset known = dataset(9).where(sample -> classifier.labels().contains(sample.label()));

    assertThat(Evaluation.of(classifier, known).images()).isEqualTo(6);
  }

  @Test
  void emptyDatasetIsRefused() {
    assertThatThrownBy(() -> Evaluation.of(new ClassifierByRed(LABELS), dataset(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one image");
  }

  @Provide
  Arbitrary<List<Outcome>> outcomes() {
    Arbitrary<String> label = Arbitraries.of("a", "b", "c");
    Arbitrary<Float> confidence = Arbitraries.floats().between(0.5f, 1);
    return Combinators.combine(label, label, confidence)
        .as((truth, predicted, p) -> outcome(0, truth, predicted, p))
        .list()
        .ofMinSize(1)
        .ofMaxSize(40);
  }

  private static Outcome outcome(int id, String truth, String predicted, float confidence) {
    List<Score> scores = new ArrayList<>();
    scores.add(new Score(new Label(predicted), confidence));
    for (Label label : LABELS) {
      if (!label.name().equals(predicted)) {
        scores.add(new Score(label, (1 - confidence) / 2));
      }
    }
    return new Outcome(String.valueOf(id), new Label(truth), new Prediction(scores));
  }

  /** Images of one pixel whose red is the position of their label, in turn, of two patients. */
  private static Dataset dataset(int size) {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      RgbImage image = RgbImage.of(1, 1, new byte[] {(byte) (i % 3), 0, 0});
      ImageSource source = ImageSource.of("" + i, image);
      samples.add(new Sample("" + i, LABELS.get(i % 3), "p" + i % 2, source));
    }
    return Datasets.of(LABELS, samples);
  }

  private interface Reading {
    RgbImage read() throws IOException;
  }

  private static ImageSource source(String name, Reading reading) {
    return new ImageSource() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public RgbImage read() throws IOException {
        return reading.read();
      }
    };
  }

  private static Sample broken(String id) {
    ImageSource source =
        source(
            id,
            () -> {
              throw new UnreadableImageException(id, "torn");
            });
    return new Sample(id, LABELS.get(0), source);
  }

  private static EvaluationListener reporting(List<String> reported) {
    return new EvaluationListener() {
      @Override
      public void unreadable(Sample sample, IOException problem) {
        reported.add(sample.id() + ": " + problem.getMessage());
      }
    };
  }
}
