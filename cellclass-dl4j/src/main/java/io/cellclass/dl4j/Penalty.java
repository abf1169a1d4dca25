package io.cellclass.dl4j;

/**
 * What {@link SoftmaxRegression} adds to the cross-entropy, and how sure it is asked to be.
 *
 * @param lambda what half the sum of the squared weights counts, above 0
 * @param consistency how much the squared distance of a view's logits from the mean over the
 *     image's views counts beside a squared weight
 * @param smoothing the share of the target that all classes get alike (Szegedy et al. 2016, section
 *     7)
 */
record Penalty(double lambda, double consistency, double smoothing) {
  /** What views of an image may differ by must not matter; 3 did about as well. */
  static final double CONSISTENCY = 10;

  /**
   * Images far on the right side of the border between classes, or on its wrong side by a wrong
   * label, would pull it otherwise; and the solver ends in fewer steps.
   */
  static final double SMOOTHING = 0.02;

  /** The penalty of this strength that suits some hundred images and a few views of each. */
  static Penalty of(double lambda) {
    return new Penalty(lambda, CONSISTENCY, SMOOTHING);
  }
}
