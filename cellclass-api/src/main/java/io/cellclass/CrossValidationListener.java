package io.cellclass;

/** Told how a cross-validation goes, on its thread. What it throws ends it. */
public interface CrossValidationListener {
  /** A listener that does nothing. */
  static CrossValidationListener none() {
    return new CrossValidationListener() {};
  }

  /**
   * The training of a fold begins.
   *
   * @param seed the seed of the repetition
   * @param fold the number of the fold that is held out, from 1
   * @param folds how many there are
   * @return who is told how the training goes
   */
  default TrainingListener foldBegins(long seed, int fold, int folds) {
    return TrainingListener.none();
  }

  /** A classifier was evaluated on the fold that was held out, and closed. */
  default void foldEnded(long seed, int fold, int folds, Evaluation evaluation) {}

  /** All folds of a repetition are done. */
  default void repetitionEnded(long seed, Evaluation pooled) {}
}
