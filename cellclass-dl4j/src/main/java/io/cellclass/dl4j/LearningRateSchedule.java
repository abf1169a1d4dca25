package io.cellclass.dl4j;

/**
 * How the learning rate changes from epoch to epoch. Immutable and safe for concurrent use; {@code
 * toString} is provenance.
 */
public sealed interface LearningRateSchedule {
  /** The same rate in every epoch. */
  static LearningRateSchedule constant() {
    return new Constant();
  }

  /**
   * The rate of the paper: halved after 5 epochs without a lower validation loss, down to 1e-6.
   *
   * @see InceptionV3Trainer
   */
  static LearningRateSchedule paper() {
    return reduceOnPlateau(0.5, 5, 1e-6);
  }

  /**
   * A rate that falls when the validation loss does not.
   *
   * @throws IllegalArgumentException if a value is out of the range that {@link ReduceOnPlateau}
   *     names
   */
  static LearningRateSchedule reduceOnPlateau(double factor, int patience, double floor) {
    return new ReduceOnPlateau(factor, patience, floor);
  }

  /**
   * A rate that falls like half a wave of the cosine.
   *
   * @throws IllegalArgumentException if the floor is negative
   */
  static LearningRateSchedule cosine(double floor) {
    return new Cosine(floor);
  }

  /**
   * A rate that rises in the first epochs.
   *
   * @throws IllegalArgumentException if {@code epochs} is below 1, or {@code then} is a warm-up too
   */
  static LearningRateSchedule warmUp(int epochs, LearningRateSchedule then) {
    return new WarmUp(epochs, then);
  }

  /** The same rate in every epoch. */
  record Constant() implements LearningRateSchedule {}

  /**
   * Multiplies the rate by a factor after some epochs in a row without a validation loss below the
   * lowest so far; the count starts anew then.
   *
   * @param factor what the rate is multiplied by, in (0, 1)
   * @param patience the number of epochs, at least 1
   * @param floor the lowest rate, not negative; a rate that starts below it stays
   */
  record ReduceOnPlateau(double factor, int patience, double floor)
      implements LearningRateSchedule {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of range
     */
    public ReduceOnPlateau {
      if (!(factor > 0 && factor < 1)) {
        throw new IllegalArgumentException("factor must be in (0, 1), not " + factor);
      }
      SettingRanges.atLeast("patience", 1, patience);
      SettingRanges.notNegative("floor", floor);
    }
  }

  /**
   * Anneals the rate (Loshchilov and Hutter 2017, equation 5, without restarts): {@code floor +
   * (rate - floor) (1 + cos(pi e / n)) / 2} in the epoch that e of n epochs went before.
   *
   * @param floor the rate that it falls towards, not negative; a rate that starts below it stays
   */
  record Cosine(double floor) implements LearningRateSchedule {
    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if the floor is negative or not finite
     */
    public Cosine {
      SettingRanges.notNegative("floor", floor);
    }
  }

  /**
   * Raises the rate evenly, to {@code e / (epochs + 1)} of the full one in epoch e, and goes on
   * with another schedule, whose first epoch is the one behind (after Goyal et al. 2017, section
   * 2.2).
   *
   * @param epochs the number of epochs below the full rate, at least 1
   * @param then what follows; no warm-up
   */
  record WarmUp(int epochs, LearningRateSchedule then) implements LearningRateSchedule {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if {@code epochs} is below 1, or {@code then} is a warm-up
     */
    public WarmUp {
      SettingRanges.atLeast("the epochs of a warm-up", 1, epochs);
      if (then instanceof WarmUp) {
        throw new IllegalArgumentException("expected a schedule behind the warm-up, not " + then);
      }
    }
  }
}
