package io.cellclass.examples;

import java.util.Locale;

/** A way of learning, by the name it has on the command line. */
enum Recipe {
  /** The paper's head over the whole backbone. */
  PAPER(100, 0.2),
  /** Pooled features of several depths, cell-centred: far better on cells. */
  DEFAULT(200, 0.02),
  /** The default, and then all of its network learns on. */
  BEST(20, 0.2);

  private final int epochs;
  private final double validationShare;

  Recipe(int epochs, double validationShare) {
    this.epochs = epochs;
    this.validationShare = validationShare;
  }

  /** The most epochs, or iterations of the solver, where nobody says how many. */
  int epochs() {
    return epochs;
  }

  /**
   * The share of the images outside a fold that is kept aside for validation. The default decides
   * nothing by them.
   */
  double validationShare() {
    return validationShare;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
