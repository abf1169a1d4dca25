package io.cellclass.dl4j;

import static io.cellclass.dl4j.LoopFixture.RATE;
import static io.cellclass.dl4j.LoopFixture.TRAINING;
import static io.cellclass.dl4j.LoopFixture.VALIDATION;
import static io.cellclass.dl4j.LoopFixture.plan;
import static io.cellclass.dl4j.LoopFixture.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.EpochSummary;
import io.cellclass.TrainingDivergedException;
import io.cellclass.TrainingListener;
import io.cellclass.dl4j.TrainingLoop.Trained;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The oracles replay what the history tells. */
class TrainingLoopTest {
  /** Of a loss, whose probabilities are float32. */
  private static final double TOLERANCE = 1e-5;

  @Test
  void separateCloudsAreToldApart() throws IOException {
    Trained trained =
        run(
            plan(60, 60, 1),
            TRAINING.with(new Clouds(30, LoopFixture.WIDTH, 2)),
            Checkpoints.none(),
            TrainingListener.none());
    EpochSummary last = trained.history().get(59);
    assertThat(last.trainingAccuracy()).isEqualTo(1);
    assertThat(last.validationAccuracy()).isEqualTo(1);
    assertThat(last.validationLoss()).isLessThan(0.1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8})
  void trainingEndsWhenPatienceDoesWithoutABetterAccuracy(int patience) throws IOException {
    List<EpochSummary> history = run(plan(200, patience, 1)).history();
    assertThat(history).hasSize(firstOfHighestAccuracy(history) + patience);
  }

  private static int firstOfHighestAccuracy(List<EpochSummary> history) {
    int best = 0;
    double highest = -1;
    for (EpochSummary epoch : history) {
      if (epoch.validationAccuracy() > highest) {
        highest = epoch.validationAccuracy();
        best = epoch.epoch();
      }
    }
    return best;
  }

  @Test
  void trainingEndsWithTheLastEpoch() throws IOException {
    assertThat(run(plan(4, 100, 1)).history())
        .extracting(EpochSummary::epoch)
        .containsExactly(1, 2, 3, 4);
  }

  @Test
  void theWeightsAreThoseOfTheBestEpoch() throws IOException {
    Trained trained = run(plan(40, 40, 1));
    EpochSummary best = trained.history().get(0);
    for (EpochSummary epoch : trained.history()) {
      if (epoch.validationAccuracy() > best.validationAccuracy()
          || (epoch.validationAccuracy() == best.validationAccuracy()
              && epoch.validationLoss() < best.validationLoss())) {
        best = epoch;
      }
    }
    assertThat(best.epoch()).as("the best epoch is not the last").isLessThan(40);
    float[][] reference = HeadLearnerTest.reference(trained.weights(), VALIDATION);
    Quality quality = Quality.of(reference, VALIDATION.classes);
    assertThat(quality.loss()).isCloseTo(best.validationLoss(), within(TOLERANCE));
    assertThat(quality.accuracy()).isEqualTo(best.validationAccuracy());
  }

  @Test
  void theLearningRateIsHalvedAfterFiveEpochsWithoutALowerLoss() throws IOException {
    double rate = RATE;
    double lowest = Double.POSITIVE_INFINITY;
    int waited = 0;
    for (EpochSummary epoch : run(plan(40, 40, 1)).history()) {
      assertThat(epoch.learningRate()).as("epoch %d", epoch.epoch()).isEqualTo(rate);
      if (epoch.validationLoss() < lowest) {
        lowest = epoch.validationLoss();
        waited = 0;
      } else {
        waited++;
      }
      if (waited == 5) {
        rate /= 2;
        waited = 0;
      }
    }
    assertThat(rate).isLessThan(RATE / 2);
  }

  @Test
  void eachEpochLearnsFromTheNextView() throws IOException {
    float[][] blank = new float[60][LoopFixture.WIDTH];
    Features features =
        new Features(
            List.of(TRAINING.features, blank),
            TRAINING.classes,
            VALIDATION.features,
            VALIDATION.classes,
            Clouds.CLASSES);
    List<EpochSummary> history =
        run(plan(2, 60, RATE, 9, 1), features, Checkpoints.none(), TrainingListener.none())
            .history();
    // A blank view moves no weight of the first layer, and teaches nothing of the classes.
    assertThat(history.get(0).trainingLoss())
        .isGreaterThan(history.get(1).trainingLoss() + TOLERANCE);
  }

  @Test
  void theSeedDecidesAll() throws IOException {
    Trained trained = run(plan(5, 9, 1));
    assertThat(run(plan(5, 9, 1)).weights()).isEqualTo(trained.weights());
    assertThat(run(plan(5, 9, 2)).weights()).isNotEqualTo(trained.weights());
  }

  @Test
  void featuresThatAreNoNumbersDivergeInTheFirstEpoch() {
    float[][] broken = {{Float.NaN, 1}, {1, Float.NaN}};
    int[] classes = {0, 1};
    Features features = new Features(List.<float[][]>of(broken), classes, broken, classes, 2);
    assertDiverges(features, plan(3, 2, RATE, 9, 1), 1);
  }

  /** The only step of the only epoch leaves weights that are no numbers. */
  @Test
  void theLastStepOfAnEpochMayDivergeToo() {
    assertDiverges(TRAINING.with(VALIDATION), plan(1, 60, 1e38, 9, 1), 1);
  }

  @Test
  void anAbsurdLearningRateDivergesSoon() {
    assertDiverges(TRAINING.with(VALIDATION), plan(5, 16, 1e30, 9, 1), 1);
  }

  /** A unit that is off for all images takes no part in any loss, even with an infinite bias. */
  @Test
  void aWeightThatIsNoNumberDivergesThoughNoLossShowsIt() throws IOException {
    try (Dl4jThread thread = new Dl4jThread()) {
      HeadLearner learner =
          thread.run(
              () ->
                  new HeadLearner(
                      DenseHead.initialWeights(LoopFixture.WIDTH, Clouds.CLASSES, 1), 0.5));
      thread.run(() -> learner.parameters().putScalar(0, biasOfFirstUnit(learner), -1e38f));
      TrainingListener breaking =
          new TrainingListener() {
            @Override
            public void epochEnded(EpochSummary summary) {
              float broken = Float.NEGATIVE_INFINITY;
              thread.run(() -> learner.parameters().putScalar(0, biasOfFirstUnit(learner), broken));
            }
          };
      try (TrainingLoop loop =
          new TrainingLoop(
              thread,
              learner,
              new FeatureInputs(TRAINING.with(VALIDATION)),
              plan(3, 9, 1),
              Checkpoints.none(),
              breaking)) {
        assertThatExceptionOfType(TrainingDivergedException.class)
            .isThrownBy(loop::run)
            .withMessageContaining("epoch 2")
            .withMessageContaining("weight");
      }
      thread.close(learner::close);
    }
  }

  private static long biasOfFirstUnit(HeadLearner learner) {
    return learner.ranges().stream()
        .filter(range -> range.name().equals(DenseHead.HIDDEN_BIAS))
        .findFirst()
        .orElseThrow()
        .from();
  }

  private static void assertDiverges(Features features, TrainingPlan plan, int epoch) {
    assertThatExceptionOfType(TrainingDivergedException.class)
        .isThrownBy(() -> run(plan, features, Checkpoints.none(), TrainingListener.none()))
        .withMessageContaining("epoch " + epoch)
        .satisfies(diverged -> assertThat(diverged.epoch()).isEqualTo(epoch));
  }

  @Test
  void anInterruptEndsTheTrainingAndStaysSet() {
    List<Integer> epochs = new ArrayList<>();
    TrainingListener interrupting =
        new TrainingListener() {
          @Override
          public void epochEnded(EpochSummary summary) {
            epochs.add(summary.epoch());
            if (summary.epoch() == 3) {
              Thread.currentThread().interrupt();
            }
          }
        };
    try {
      assertThatExceptionOfType(InterruptedIOException.class)
          .isThrownBy(
              () ->
                  run(
                      plan(50, 50, 1),
                      TRAINING.with(VALIDATION),
                      Checkpoints.none(),
                      interrupting));
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      // Not for the tests behind this one.
      Thread.interrupted();
    }
    assertThat(epochs).containsExactly(1, 2, 3);
  }

  @Test
  void aStartThatNoEpochBeatsIsKept() throws IOException {
    Trained good = run(plan(40, 40, 1));
    try (Dl4jThread thread = new Dl4jThread()) {
      HeadLearner learner = thread.run(() -> new HeadLearner(good.weights(), 0.5));
      TrainingPlan ruinous = plan(6, 16, 0.5, 3, 1);
      try (TrainingLoop loop =
          new TrainingLoop(
              thread,
              learner,
              new FeatureInputs(TRAINING.with(VALIDATION)),
              ruinous,
              Checkpoints.none(),
              TrainingListener.none())) {
        loop.keepStartUnlessBeaten();
        Trained trained = loop.run();
        assertThat(trained.history()).hasSize(3);
        assertThat(trained.weights()).isEqualTo(good.weights());
      }
      thread.close(learner::close);
    }
  }
}
