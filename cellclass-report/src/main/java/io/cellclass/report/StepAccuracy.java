package io.cellclass.report;

/**
 * How good a classifier was in the course of its training.
 *
 * @param steps how many mini-batches it had learnt from, at least 0
 * @param accuracy the share of validation images recognised then, in [0, 1]
 */
public record StepAccuracy(long steps, double accuracy) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public StepAccuracy {
    if (steps < 0) {
      throw new IllegalArgumentException("expected at least 0 steps, found " + steps);
    }
    SweepRun.checkShare(accuracy);
  }
}
