package io.cellclass;

import java.time.Duration;

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

  /**
   * Before its first epoch, a training that takes long has measured a step.
   *
   * @param epoch how long an epoch will take, about
   * @param mostEpochs how many there will be at most
   */
  default void estimated(Duration epoch, int mostEpochs) {}

  /** An epoch has ended. */
  default void epochEnded(EpochSummary summary) {}
}
