package io.cellclass.report;

import java.util.List;

/**
 * One training of a sweep over learning rates. Immutable.
 *
 * @param learningRate the learning rate at its start, above 0
 * @param seed the seed of all chance in it
 * @param accuracy the share of validation images that the trained classifier recognises, in [0, 1]
 * @param course the accuracy in the course of the training; empty if it was not measured
 */
public record SweepRun(double learningRate, long seed, double accuracy, List<StepAccuracy> course) {
  /**
   * Checks the values and copies the course.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public SweepRun {
    if (!(learningRate > 0 && Double.isFinite(learningRate))) {
      throw new IllegalArgumentException("expected a learning rate above 0, found " + learningRate);
    }
    checkShare(accuracy);
    course = List.copyOf(course);
  }

  static void checkShare(double accuracy) {
    if (!(accuracy >= 0 && accuracy <= 1)) {
      throw new IllegalArgumentException("expected an accuracy in [0, 1], found " + accuracy);
    }
  }
}
