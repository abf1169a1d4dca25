package io.cellclass;

/** Thrown when a training loss is no longer a finite number. */
public final class TrainingDivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int epoch;

  /** At this epoch (from 1) with this loss. */
  public TrainingDivergedException(int epoch, double loss) {
    super(
        "training diverged in epoch "
            + epoch
            + ": the loss is "
            + loss
            + "; try a lower learning rate");
    this.epoch = epoch;
  }

  /** The epoch, from 1, in which it happened. */
  public int epoch() {
    return epoch;
  }
}
