package io.cellclass.dl4j;

import io.cellclass.dl4j.EarlyStopping.Measure;

/**
 * Where an {@link EarlyStopping} stands between two epochs.
 *
 * @param bestEpoch the epoch whose weights are kept; 0 for those before the first
 * @param accuracy its validation accuracy
 * @param loss its validation loss
 * @param epochsSinceBetter the number of epochs since the measure was last better than before
 */
record StoppingState(int bestEpoch, double accuracy, double loss, int epochsSinceBetter) {
  /** Before the first epoch, whose weights are better than none. */
  static StoppingState first() {
    return new StoppingState(0, -1, Double.POSITIVE_INFINITY, 0);
  }

  /** Before the first epoch of a training that starts from weights of this quality. */
  static StoppingState from(Quality start) {
    return new StoppingState(0, start.accuracy(), start.loss(), 0);
  }

  /** The state after an epoch. */
  StoppingState after(int epoch, Quality unseen, EarlyStopping stopping) {
    boolean accurate = stopping.measure() == Measure.VALIDATION_ACCURACY;
    boolean better = accurate ? unseen.accuracy() > accuracy : unseen.loss() < loss;
    boolean kept = better || (accurate && unseen.accuracy() == accuracy && unseen.loss() < loss);
    int waited = better ? 0 : epochsSinceBetter + 1;
    return kept
        ? new StoppingState(epoch, unseen.accuracy(), unseen.loss(), waited)
        : new StoppingState(bestEpoch, accuracy, loss, waited);
  }
}
