package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The sequences are worked by hand. */
class RateStateTest {
  private static final double ROUNDING = 1e-15;

  @Test
  void aConstantRateStays() {
    assertThat(rates(LearningRateSchedule.constant(), 0.1, 3, 1, 1, 1))
        .containsExactly(0.1, 0.1, 0.1, 0.1);
  }

  /** Lowest 5, 4 at the second, then five epochs that are not lower; the count starts anew. */
  @Test
  void thePapersRateIsHalvedAfterFiveEpochsWithoutALowerLoss() {
    assertThat(
            rates(
                LearningRateSchedule.paper(), 0.001, 99, 5, 4, 4, 6, 4.5, 4, 7, 3.9, 4, 4, 4, 4, 4))
        .containsExactly(
            0.001, 0.001, 0.001, 0.001, 0.001, 0.001, 0.001, 0.0005, 0.0005, 0.0005, 0.0005, 0.0005,
            0.0005, 0.00025);
  }

  @Test
  void aLowerLossJustInTimeKeepsTheRate() {
    assertThat(rates(LearningRateSchedule.reduceOnPlateau(0.1, 2, 0), 1, 99, 3, 3, 2, 2, 1, 1, 1))
        .containsExactly(1, 1, 1, 1, 1, 1, 1, 0.1);
  }

  @Test
  void theRateFallsToTheFloorAndNoFurther() {
    assertThat(rates(LearningRateSchedule.reduceOnPlateau(0.5, 1, 0.3), 1, 99, 1, 1, 1, 1))
        .containsExactly(1, 1, 0.5, 0.3, 0.3);
    assertThat(rates(LearningRateSchedule.reduceOnPlateau(0.5, 1, 0.3), 0.2, 99, 1, 1, 1))
        .as("a rate below the floor")
        .containsExactly(0.2, 0.2, 0.2, 0.2);
  }

  /** A loss that is no number is not lower. */
  @Test
  void anInfiniteLossIsNotLower() {
    assertThat(
            rates(
                LearningRateSchedule.reduceOnPlateau(0.5, 2, 0),
                1,
                99,
                Double.POSITIVE_INFINITY,
                Double.POSITIVE_INFINITY))
        .containsExactly(1, 1, 0.5);
  }

  /** Cosines of 0, 45, 90 and 135 degrees: 1, 0.7071, 0, -0.7071. */
  @Test
  void theCosineFallsFromTheRateTowardsTheFloor() {
    double[] rates = rates(LearningRateSchedule.cosine(0.2), 1, 4, 1, 1, 1);
    double root = Math.sqrt(0.5);
    double[] expected = {1, 0.2 + 0.4 * (1 + root), 0.6, 0.2 + 0.4 * (1 - root)};
    assertThat(rates).containsExactly(expected, within(ROUNDING));
    assertThat(rates(LearningRateSchedule.cosine(2), 1, 2, 1)).containsExactly(1.0, 1.0);
  }

  /** A third and two thirds, then half a cosine over the two epochs that are left. */
  @Test
  void aWarmUpRisesToTheFirstEpochOfWhatFollows() {
    double[] rates =
        rates(LearningRateSchedule.warmUp(2, LearningRateSchedule.cosine(0)), 0.3, 4, 1, 1, 1);
    double[] expected = {0.1, 0.2, 0.3, 0.15};
    assertThat(rates).containsExactly(expected, within(ROUNDING));
  }

  /** The losses of the warm-up, lower than any later one, are no plateau's affair. */
  @Test
  void whatFollowsAWarmUpHasNotSeenIt() {
    LearningRateSchedule schedule =
        LearningRateSchedule.warmUp(1, LearningRateSchedule.reduceOnPlateau(0.5, 2, 0));
    assertThat(rates(schedule, 1, 99, 0.1, 3, 3, 3)).containsExactly(0.5, 1, 1, 1, 0.5);
  }

  @Test
  void schedulesOutOfRangeAreRefused() {
    assertRefused(() -> LearningRateSchedule.reduceOnPlateau(1, 5, 0), "1");
    assertRefused(() -> LearningRateSchedule.reduceOnPlateau(0, 5, 0), "0");
    assertRefused(() -> LearningRateSchedule.reduceOnPlateau(Double.NaN, 5, 0), "NaN");
    assertRefused(() -> LearningRateSchedule.reduceOnPlateau(0.5, 0, 0), "0");
    assertRefused(() -> LearningRateSchedule.reduceOnPlateau(0.5, 5, -1), "-1");
    assertRefused(() -> LearningRateSchedule.cosine(-1e-9), "-1.0E-9");
    assertRefused(() -> LearningRateSchedule.cosine(Double.NaN), "NaN");
    assertRefused(() -> LearningRateSchedule.warmUp(0, LearningRateSchedule.constant()), "0");
    LearningRateSchedule warmUp = LearningRateSchedule.warmUp(1, LearningRateSchedule.constant());
    assertRefused(() -> LearningRateSchedule.warmUp(2, warmUp), "WarmUp");
  }

  private static void assertRefused(ThrowingCallable making, String value) {
    assertThatIllegalArgumentException().isThrownBy(making).withMessageContaining(value);
  }

  /** The rates of the epochs up to the one behind the last loss. */
  private static double[] rates(
      LearningRateSchedule schedule, double full, int epochs, double... losses) {
    RateState state = RateState.first(schedule, full, epochs);
    double[] rates = new double[losses.length + 1];
    rates[0] = state.rate();
    for (int i = 0; i < losses.length; i++) {
      state = state.after(schedule, full, epochs, losses[i]);
      rates[i + 1] = state.rate();
    }
    return rates;
  }
}
