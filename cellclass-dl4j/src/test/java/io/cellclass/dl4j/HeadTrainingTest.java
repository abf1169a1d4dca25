package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.EpochSummary;
import io.cellclass.TrainingDivergedException;
import io.cellclass.TrainingListener;
import io.cellclass.dl4j.DenseHeadTest.Clouds;
import io.cellclass.dl4j.HeadTraining.Schedule;
import io.cellclass.network.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The oracles replay what the history tells. */
class HeadTrainingTest {
  private static final Clouds TRAINING = new Clouds(60, 1);
  private static final Clouds VALIDATION = new Clouds(30, 2).mislabelled();
  private static final double RATE = 0.02;

  /** Of a loss, whose probabilities are float32. */
  private static final double TOLERANCE = 1e-5;

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8})
  void trainingEndsWhenPatienceDoesWithoutABetterAccuracy(int patience) {
    List<EpochSummary> history = new ArrayList<>();
    run(new Schedule(200, 16, RATE, patience, 1), history);
    int best = firstOfHighestAccuracy(history);
    assertThat(history).hasSize(best + patience);
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
  void trainingEndsWithTheLastEpoch() {
    List<EpochSummary> history = new ArrayList<>();
    run(new Schedule(4, 16, RATE, 100, 1), history);
    assertThat(history).extracting(EpochSummary::epoch).containsExactly(1, 2, 3, 4);
  }

  @Test
  void theWeightsAreThoseOfTheBestEpoch() {
    List<EpochSummary> history = new ArrayList<>();
    Map<String, Tensor> weights = run(new Schedule(40, 16, RATE, 40, 1), history);
    EpochSummary best = history.get(0);
    for (EpochSummary epoch : history) {
      if (epoch.validationAccuracy() > best.validationAccuracy()
          || (epoch.validationAccuracy() == best.validationAccuracy()
              && epoch.validationLoss() < best.validationLoss())) {
        best = epoch;
      }
    }
    assertThat(best.epoch()).as("the best epoch is not the last").isLessThan(40);
    assertThat(DenseHeadTest.loss(weights, VALIDATION))
        .isCloseTo(best.validationLoss(), within(TOLERANCE));
  }

  @Test
  void theLearningRateIsHalvedAfterFiveEpochsWithoutALowerLoss() {
    List<EpochSummary> history = new ArrayList<>();
    run(new Schedule(40, 16, RATE, 40, 1), history);
    double rate = RATE;
    double lowest = Double.POSITIVE_INFINITY;
    int waited = 0;
    for (EpochSummary epoch : history) {
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
  void eachEpochLearnsFromTheNextView() {
    float[][] blank = new float[60][6];
    Features features =
        new Features(
            List.of(TRAINING.features, blank),
            TRAINING.classes,
            VALIDATION.features,
            VALIDATION.classes,
            3);
    List<EpochSummary> history = new ArrayList<>();
    new HeadTraining(features, new Schedule(2, 60, RATE, 9, 1), TrainingListener.none())
        .run(history);
    // A blank view moves no weight of the first layer, and teaches nothing of the classes.
    assertThat(history.get(0).trainingLoss())
        .isGreaterThan(history.get(1).trainingLoss() + TOLERANCE);
  }

  @Test
  void theSeedDecidesAll() {
    Schedule schedule = new Schedule(5, 16, RATE, 9, 1);
    Map<String, Tensor> weights = run(schedule, new ArrayList<>());
    assertThat(run(schedule, new ArrayList<>())).isEqualTo(weights);
    assertThat(run(new Schedule(5, 16, RATE, 9, 2), new ArrayList<>())).isNotEqualTo(weights);
  }

  @Test
  void featuresThatAreNoNumbersDivergeInTheFirstEpoch() {
    float[][] broken = {{Float.NaN, 1}, {1, Float.NaN}};
    int[] classes = {0, 1};
    Features features = new Features(List.<float[][]>of(broken), classes, broken, classes, 2);
    assertDiverges(features, new Schedule(3, 2, RATE, 9, 1), 1);
  }

  /** The only step of the only epoch leaves weights that are no numbers. */
  @Test
  void theLastStepOfAnEpochMayDivergeToo() {
    assertDiverges(features(), new Schedule(1, 60, 1e38, 9, 1), 1);
  }

  @Test
  void anAbsurdLearningRateDivergesSoon() {
    assertDiverges(features(), new Schedule(5, 16, 1e30, 9, 1), 1);
  }

  private static void assertDiverges(Features features, Schedule schedule, int epoch) {
    assertThatExceptionOfType(TrainingDivergedException.class)
        .isThrownBy(
            () ->
                new HeadTraining(features, schedule, TrainingListener.none())
                    .run(new ArrayList<>()))
        .withMessageContaining("epoch " + epoch)
        .satisfies(diverged -> assertThat(diverged.epoch()).isEqualTo(epoch));
  }

  private static Map<String, Tensor> run(Schedule schedule, List<EpochSummary> history) {
    return new HeadTraining(features(), schedule, TrainingListener.none()).run(history);
  }

  private static Features features() {
    return new Features(
        List.<float[][]>of(TRAINING.features),
        TRAINING.classes,
        VALIDATION.features,
        VALIDATION.classes,
        3);
  }
}
