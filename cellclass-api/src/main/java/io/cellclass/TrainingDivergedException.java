package io.cellclass;

/** Thrown when a training's loss or one of its weights is no longer a finite number. */
public final class TrainingDivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int epoch;

  /** At this epoch (from 1) with this loss. */
  public TrainingDivergedException(int epoch, double loss) {
    this(epoch, "the loss is " + loss);
  }

  /** At this epoch (from 1), with what shows it, such as {@code "a weight is NaN"}. */
  public TrainingDivergedException(int epoch, String sign) {
    super("training diverged in epoch " + epoch + ": " + sign + "; try a lower learning rate");
    this.epoch = epoch;
  }

  /** The epoch, from 1, in which it happened. */
  public int epoch() {
    return epoch;
  }
}
