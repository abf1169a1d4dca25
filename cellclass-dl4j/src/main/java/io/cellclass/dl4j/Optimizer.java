package io.cellclass.dl4j;

/**
 * How the gradient of a mini-batch becomes a step of the parameters. Immutable and safe for
 * concurrent use; {@code toString} is provenance.
 */
public sealed interface Optimizer {
  /** Adam as Kingma and Ba (2015) propose it: 0.9, 0.999, 1e-8. */
  static Optimizer adam() {
    return new Adam(0.9, 0.999, 1e-8);
  }

  /**
   * Gradient descent with momentum.
   *
   * @throws IllegalArgumentException if the momentum is outside [0, 1)
   */
  static Optimizer sgd(double momentum) {
    return new Sgd(momentum);
  }

  /**
   * Adam (Kingma and Ba 2015, in the form at the end of their section 2): of the gradient g in step
   * t, counted from 1,
   *
   * <pre>
   * m = beta1 m + (1 - beta1) g
   * v = beta2 v + (1 - beta2) g^2
   * parameter -= rate sqrt(1 - beta2^t) / (1 - beta1^t) m / (sqrt(v) + epsilon)
   * </pre>
   *
   * @param beta1 how much of the mean of the gradients lasts, in [0, 1)
   * @param beta2 how much of the mean of their squares lasts, in [0, 1)
   * @param epsilon what keeps the divisor from zero, positive
   */
  record Adam(double beta1, double beta2, double epsilon) implements Optimizer {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of range
     */
    public Adam {
      SettingRanges.fromZeroBelowOne("beta1", beta1);
      SettingRanges.fromZeroBelowOne("beta2", beta2);
      SettingRanges.positive("epsilon", epsilon);
    }
  }

  /**
   * Stochastic gradient descent with momentum (Polyak 1964): of the gradient g,
   *
   * <pre>
   * v = momentum v + rate g
   * parameter -= v
   * </pre>
   *
   * @param momentum how much of a step lasts in the next, in [0, 1)
   */
  record Sgd(double momentum) implements Optimizer {
    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if the momentum is outside [0, 1)
     */
    public Sgd {
      SettingRanges.fromZeroBelowOne("momentum", momentum);
    }
  }
}
