package io.cellclass.dl4j;

/**
 * When a training ends before its last epoch, and which epoch's weights it keeps: those that are
 * best by a measure. Immutable and safe for concurrent use.
 *
 * @param measure what is best
 * @param patience the number of epochs in a row without a better measure after which training ends,
 *     at least 1
 */
public record EarlyStopping(Measure measure, int patience) {
  /** What epochs are compared by. */
  public enum Measure {
    /**
     * The share of validation images recognised. Of epochs with the same share the one with the
     * lower validation loss is kept; it does not prolong the training.
     */
    VALIDATION_ACCURACY,
    /** The mean cross-entropy over the validation images. */
    VALIDATION_LOSS
  }

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if the patience is below 1
   */
  public EarlyStopping {
    SettingRanges.atLeast("patience", 1, patience);
  }

  /** The paper's: by validation accuracy, after 10 epochs. */
  public static EarlyStopping paper() {
    return new EarlyStopping(Measure.VALIDATION_ACCURACY, 10);
  }

  /**
   * The same measure with another patience.
   *
   * @throws IllegalArgumentException if the patience is below 1
   */
  public EarlyStopping withPatience(int patience) {
    return new EarlyStopping(measure, patience);
  }
}
