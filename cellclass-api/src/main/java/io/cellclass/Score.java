package io.cellclass;

/**
 * How probable a label is.
 *
 * @param label the label
 * @param probability its probability, in [0, 1]
 */
public record Score(Label label, double probability) {
  /**
   * Checks the probability.
   *
   * @throws IllegalArgumentException if it is not in [0, 1]
   */
  public Score {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "the probability of " + label + " must be in [0, 1], not " + probability);
    }
  }
}
