package io.cellclass.dl4j;

import io.cellclass.EpochSummary;
import io.cellclass.TrainingListener;
import java.time.Duration;

/** Tells a listener of epochs that come behind those of another training. */
final class LaterEpochs implements TrainingListener {
  private final TrainingListener listener;
  private final int before;

  /** Behind this many epochs. */
  LaterEpochs(TrainingListener listener, int before) {
    this.listener = listener;
    this.before = before;
  }

  static EpochSummary numberedOn(EpochSummary epoch, int before) {
    return new EpochSummary(
        before + epoch.epoch(),
        epoch.trainingLoss(),
        epoch.trainingAccuracy(),
        epoch.validationLoss(),
        epoch.validationAccuracy(),
        epoch.learningRate(),
        epoch.seconds());
  }

  @Override
  public void progressed(String stage, int done, int total) {
    listener.progressed(stage, done, total);
  }

  @Override
  public void estimated(Duration epoch, int mostEpochs) {
    listener.estimated(epoch, mostEpochs);
  }

  @Override
  public void epochEnded(EpochSummary summary) {
    listener.epochEnded(numberedOn(summary, before));
  }
}
