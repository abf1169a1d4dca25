package io.cellclass.segment.neural;

import io.cellclass.network.Network;
import io.cellclass.network.TrainingSession;

/**
 * How far a training has come.
 *
 * @param epoch the number of epochs that are done
 * @param lowest the lowest validation loss so far
 * @param best the network that had it
 */
record TrainingProgress(int epoch, double lowest, Network best) {
  static TrainingProgress first(Network start) {
    return new TrainingProgress(0, Double.POSITIVE_INFINITY, start);
  }

  TrainingProgress after(int done, double validationLoss, TrainingSession session) {
    return validationLoss < lowest
        ? new TrainingProgress(done, validationLoss, session.network())
        : new TrainingProgress(done, lowest, best);
  }
}
