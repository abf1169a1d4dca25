package io.cellclass.report;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One training of a sweep over learning rates, which ended with a classifier or diverged. Immutable
 * and safe for concurrent use.
 */
public final class SweepRun {
  private final double learningRate;
  private final long seed;
  private final @Nullable Double accuracy;
  private final int divergedIn;
  private final List<StepAccuracy> course;

  private SweepRun(
      double learningRate,
      long seed,
      @Nullable Double accuracy,
      int divergedIn,
      List<StepAccuracy> course) {
    if (!(learningRate > 0 && Double.isFinite(learningRate))) {
      throw new IllegalArgumentException("expected a learning rate above 0, found " + learningRate);
    }
    this.learningRate = learningRate;
    this.seed = seed;
    this.accuracy = accuracy;
    this.divergedIn = divergedIn;
    this.course = List.copyOf(course);
  }

  /**
   * A training that ended.
   *
   * @param learningRate the learning rate at its start, above 0
   * @param seed the seed of all chance in it
   * @param accuracy the share of validation images that the trained classifier recognises, in [0,
   *     1]
   * @param course the accuracy in the course of the training, in the order of the steps; empty if
   *     it was not measured
   * @throws IllegalArgumentException if a value is out of its range
   */
  public static SweepRun of(
      double learningRate, long seed, double accuracy, List<StepAccuracy> course) {
    checkShare(accuracy);
    return new SweepRun(learningRate, seed, accuracy, 0, course);
  }

  /**
   * A training whose loss or weights were no longer finite numbers: it has no classifier.
   *
   * @param epoch the epoch, from 1, in which that happened
   * @param course the accuracy before, as in {@link #of}
   * @throws IllegalArgumentException if a value is out of its range
   */
  public static SweepRun diverged(
      double learningRate, long seed, int epoch, List<StepAccuracy> course) {
    if (epoch < 1) {
      throw new IllegalArgumentException("expected an epoch from 1, found " + epoch);
    }
    return new SweepRun(learningRate, seed, null, epoch, course);
  }

  static void checkShare(double accuracy) {
    if (!(accuracy >= 0 && accuracy <= 1)) {
      throw new IllegalArgumentException("expected an accuracy in [0, 1], found " + accuracy);
    }
  }

  /** The learning rate at the start. */
  public double learningRate() {
    return learningRate;
  }

  /** The seed of all chance in it. */
  public long seed() {
    return seed;
  }

  /** The share of validation images that the trained classifier recognises; empty if diverged. */
  public OptionalDouble accuracy() {
    return accuracy == null ? OptionalDouble.empty() : OptionalDouble.of(accuracy);
  }

  /** The epoch, from 1, in which it diverged; empty if it did not. */
  public OptionalInt divergedIn() {
    return divergedIn == 0 ? OptionalInt.empty() : OptionalInt.of(divergedIn);
  }

  /** The accuracy in the course of the training, immutable; empty if it was not measured. */
  public List<StepAccuracy> course() {
    return course;
  }

  /**
   * The accuracy that was last measured when so many steps were done. That of a training which had
   * ended by then stays; one that diverged has none.
   */
  public OptionalDouble accuracyAt(long steps) {
    OptionalDouble reached = OptionalDouble.empty();
    if (accuracy != null) {
      for (StepAccuracy point : course) {
        if (point.steps() <= steps) {
          reached = OptionalDouble.of(point.accuracy());
        }
      }
    }
    return reached;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SweepRun that
        && learningRate == that.learningRate
        && seed == that.seed
        && Objects.equals(accuracy, that.accuracy)
        && divergedIn == that.divergedIn
        && course.equals(that.course);
  }

  @Override
  public int hashCode() {
    return Objects.hash(learningRate, seed, accuracy, divergedIn, course);
  }

  @Override
  public String toString() {
    return "SweepRun[learning rate "
        + learningRate
        + ", seed "
        + seed
        + (accuracy == null ? ", diverged in epoch " + divergedIn : ", accuracy " + accuracy)
        + "]";
  }
}
