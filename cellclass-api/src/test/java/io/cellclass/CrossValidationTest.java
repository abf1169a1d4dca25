package io.cellclass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

class CrossValidationTest {
  private static final LabelSet LABELS = LabelSet.of("a", "b");
  private static final List<Long> SEEDS = List.of(1L, 2L, 3L);

  private final List<RememberingTrainer.Memory> made = new ArrayList<>();
  private final List<String> told = new ArrayList<>();

  private Trainer<RememberingTrainer.Memory> trainer(long seed) {
    return new RememberingTrainer(seed, made);
  }

  /** Thirty of each label; the mistakes of seed s are the first s images of each label. */
  @Test
  void accuracyIsWhatTheTrainersMistakesMakeIt() throws IOException {
    CrossValidation found = run(alone(30), 5);

    // 58, 56 and 54 of 60: by hand, mean 56/60, deviation 2/60.
    assertThat(found.evaluations().stream().map(e -> e.confusion().correct()))
        .containsExactly(58, 56, 54);
    assertThat(found.meanAccuracy()).isCloseTo(56 / 60.0, within(1e-12));
    assertThat(found.standardDeviation()).isCloseTo(2 / 60.0, within(1e-12));
    assertThat(found.seeds()).isEqualTo(SEEDS);
  }

  @Test
  void everyImageIsJudgedOnceASeedByAClassifierThatHasNotSeenIt() throws IOException {
    Dataset dataset = alone(30);

    CrossValidation found = run(dataset, 5);

    // A classifier that has seen an image answers wrongly: see RememberingTrainer.
    for (Evaluation evaluation : found.evaluations()) {
      assertThat(evaluation.outcomes().stream().map(Outcome::id))
          .containsExactlyElementsOf(dataset.samples().stream().map(Sample::id).toList());
    }
    assertThat(made).hasSize(15).allMatch(RememberingTrainer.Memory::closed);
  }

  @Test
  void siblingsAreHeldOutTogether() throws IOException {
    // Were a group divided, its images would be known by their colour, and answered wrongly.
    CrossValidation found = run(grouped(10, 4), 5);

    assertThat(found.evaluations().get(0).confusion().correct()).isEqualTo(80 - 2 * 4);
  }

  @Test
  void leavingOneGroupOutTrainsOnceForEachGroup() throws IOException {
    Dataset dataset = grouped(3, 4);

    CrossValidation.of(
        seed -> Folds.leaveOneGroupOut(dataset),
        0.3,
        List.of(1L),
        this::trainer,
        CrossValidationListener.none());

    assertThat(made).hasSize(6);
  }

  @Test
  void theIntervalTakesImagesNotAnswersForIndependent() throws IOException {
    CrossValidation found = run(alone(30), 5);

    Interval interval = found.accuracyInterval();

    assertThat(interval.low()).isGreaterThanOrEqualTo(Interval.wilson(56 / 60.0, 60).low() - 1e-12);
    assertThat(interval.high()).isCloseTo(Interval.wilson(56 / 60.0, 60).high(), within(0.02));
    assertThat(interval.high() - interval.low())
        .isGreaterThan(width(Interval.wilson(168, 180)) * 1.3);
  }

  private static double width(Interval interval) {
    return interval.high() - interval.low();
  }

  @Test
  void theListenerIsToldEachStep() throws IOException {
    Dataset dataset = alone(4);

    CrossValidation.of(
        seed -> Folds.stratified(dataset, 2, seed), 0.25, List.of(5L), this::trainer, listener());

    assertThat(told)
        .containsExactly(
            "begin 5 1/2",
            "epoch 1",
            "end 5 1/2 of 4",
            "begin 5 2/2",
            "epoch 1",
            "end 5 2/2 of 4",
            "seed 5 of 8");
  }

  private CrossValidationListener listener() {
    return new CrossValidationListener() {
      @Override
      public TrainingListener foldBegins(long seed, int fold, int folds) {
        told.add("begin " + seed + " " + fold + "/" + folds);
        return new TrainingListener() {
          @Override
          public void epochEnded(EpochSummary summary) {
            told.add("epoch " + summary.epoch());
          }
        };
      }

      @Override
      public void foldEnded(long seed, int fold, int folds, Evaluation evaluation) {
        told.add("end " + seed + " " + fold + "/" + folds + " of " + evaluation.images());
      }

      @Override
      public void repetitionEnded(long seed, Evaluation pooled) {
        told.add("seed " + seed + " of " + pooled.images());
      }
    };
  }

  @Test
  void anInterruptEndsItBetweenFoldsWithEverythingClosed() {
    Dataset dataset = alone(30);
    CrossValidationListener interrupting =
        new CrossValidationListener() {
          @Override
          public void foldEnded(long seed, int fold, int folds, Evaluation evaluation) {
            Thread.currentThread().interrupt();
          }
        };

    assertThatThrownBy(
            () ->
                CrossValidation.of(
                    seed -> Folds.stratified(dataset, 5, seed),
                    0.2,
                    SEEDS,
                    this::trainer,
                    interrupting))
        .isInstanceOf(InterruptedIOException.class)
        .hasMessageContaining("before fold 2 of 5 (seed 1)");

    assertThat(Thread.interrupted()).isTrue();
    assertThat(made).hasSize(1).allMatch(RememberingTrainer.Memory::closed);
  }

  @Test
  void whatListenersThrowEndsItWithEverythingClosed() {
    Dataset dataset = alone(30);
    CrossValidationListener failing =
        new CrossValidationListener() {
          @Override
          public void foldEnded(long seed, int fold, int folds, Evaluation evaluation) {
            throw new IllegalStateException("enough");
          }
        };

    assertThatThrownBy(
            () ->
                CrossValidation.of(
                    seed -> Folds.stratified(dataset, 5, seed), 0.2, SEEDS, this::trainer, failing))
        .hasMessage("enough");
    assertThat(made).hasSize(1).allMatch(RememberingTrainer.Memory::closed);
  }

  @Test
  void whatCannotBeTrainedIsRefusedBeforeTraining() {
    Dataset dataset = alone(30);
    LongFunction<Folds> good = seed -> Folds.stratified(dataset, 5, seed);
    refused(good, 0, SEEDS, "(0, 1), found 0.0");
    refused(good, 1, SEEDS, "(0, 1), found 1.0");
    refused(good, Double.NaN, SEEDS, "found NaN");
    refused(good, 0.2, List.of(), "found []");
    refused(good, 0.2, List.of(1L, 2L, 1L), "found [1, 2, 1]");
    refused(seed -> Folds.stratified(alone(30 + (int) seed), 5, seed), 0.2, SEEDS, "same samples");
    // The images of one label are of one group.
    Dataset single =
        dataset.where(sample -> sample.label().equals(LABELS.get(0)) || sample.id().equals("b0"));
    refused(seed -> Folds.stratified(single, 5, seed), 0.2, SEEDS, "the label b has no image");
    // With one of two groups held out, nothing is left to validate with.
    Dataset two = grouped(1, 5);
    Dataset mixed =
        Datasets.of(
            LABELS,
            two.samples().stream()
                .map(
                    s ->
                        new Sample(
                            s.id(),
                            s.label(),
                            "g" + Integer.parseInt(s.id().substring(1)) % 2,
                            s.source()))
                .toList());
    refused(seed -> Folds.leaveOneGroupOut(mixed), 0.2, SEEDS, "validate");
    assertThat(made).isEmpty();
  }

  private void refused(LongFunction<Folds> folds, double share, List<Long> seeds, String message) {
    assertThatThrownBy(
            () ->
                CrossValidation.of(
                    folds, share, seeds, this::trainer, CrossValidationListener.none()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private CrossValidation run(Dataset dataset, int folds) throws IOException {
    return CrossValidation.of(
        seed -> Folds.stratified(dataset, folds, seed),
        0.2,
        SEEDS,
        this::trainer,
        CrossValidationListener.none());
  }

  private static Dataset alone(int each) {
    return grouped(each, 1);
  }

  /** Groups of each label with so many images; an image's colour is its label and its group. */
  private static Dataset grouped(int groups, int siblings) {
    List<Sample> samples = new ArrayList<>();
    for (Label label : LABELS) {
      for (int i = 0; i < groups * siblings; i++) {
        int group = i / siblings;
        byte[] colour = {(byte) LABELS.indexOf(label), (byte) group, 0};
        String id = label.name() + i;
        samples.add(
            new Sample(
                id,
                label,
                label.name() + "-" + group,
                ImageSource.of(id, RgbImage.of(1, 1, colour))));
      }
    }
    return Datasets.of(LABELS, samples);
  }
}
