package io.cellclass;

/** Told how a training goes, on the training thread. What it throws ends the training. */
public interface TrainingListener {
  /** A listener that does nothing. */
  static TrainingListener none() {
    return new TrainingListener() {};
  }

  /**
   * A stage of known length has come forward.
   *
   * @param stage what is being done, such as {@code "features"}
   * @param done how many of its steps are done
   * @param total how many it has
   */
  default void progressed(String stage, int done, int total) {}

  /** An epoch has ended. */
  default void epochEnded(EpochSummary summary) {}
}
