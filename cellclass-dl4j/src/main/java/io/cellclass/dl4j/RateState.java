package io.cellclass.dl4j;

import io.cellclass.dl4j.LearningRateSchedule.Cosine;
import io.cellclass.dl4j.LearningRateSchedule.ReduceOnPlateau;
import io.cellclass.dl4j.LearningRateSchedule.WarmUp;

/**
 * Where a {@link LearningRateSchedule} stands between two epochs.
 *
 * @param epoch the number of the epoch that comes next, from 1
 * @param rate its learning rate
 * @param lowestLoss the lowest validation loss so far
 * @param epochsSinceLowest the epochs since, or since the rate was reduced
 */
record RateState(int epoch, double rate, double lowestLoss, int epochsSinceLowest) {
  /** The state before the first epoch. */
  static RateState first(LearningRateSchedule schedule, double full, int epochs) {
    return new RateState(1, rate(schedule, 1, full, full, epochs), Double.POSITIVE_INFINITY, 0);
  }

  /**
   * The state after an epoch.
   *
   * @param full the learning rate that the schedule starts from
   * @param epochs the largest number of epochs
   * @param validationLoss that of the epoch
   */
  RateState after(LearningRateSchedule schedule, double full, int epochs, double validationLoss) {
    if (schedule instanceof WarmUp warmUp && epoch <= warmUp.epochs()) {
      // What follows a warm-up begins there, and has seen nothing.
      double next = rate(schedule, epoch + 1, full, full, epochs);
      return new RateState(epoch + 1, next, Double.POSITIVE_INFINITY, 0);
    }
    LearningRateSchedule current = schedule instanceof WarmUp warmUp ? warmUp.then() : schedule;
    boolean lower = validationLoss < lowestLoss;
    double lowest = lower ? validationLoss : lowestLoss;
    int waited = lower ? 0 : epochsSinceLowest + 1;
    if (current instanceof ReduceOnPlateau plateau && waited >= plateau.patience()) {
      double reduced = Math.min(rate, Math.max(plateau.floor(), rate * plateau.factor()));
      return new RateState(epoch + 1, reduced, lowest, 0);
    }
    double next = rate(schedule, epoch + 1, rate, full, epochs);
    return new RateState(epoch + 1, next, lowest, waited);
  }

  /** The rate of an epoch, where no plateau changes it. */
  private static double rate(
      LearningRateSchedule schedule, int epoch, double last, double full, int epochs) {
    if (schedule instanceof WarmUp warmUp) {
      int within = epoch - warmUp.epochs();
      return within < 1
          ? full * epoch / (warmUp.epochs() + 1)
          : rate(warmUp.then(), within, last, full, epochs - warmUp.epochs());
    }
    if (schedule instanceof Cosine cosine) {
      double floor = Math.min(cosine.floor(), full);
      double share = (double) (epoch - 1) / Math.max(1, epochs);
      return floor + (full - floor) * (1 + StrictMath.cos(Math.PI * share)) / 2;
    }
    return last;
  }
}
