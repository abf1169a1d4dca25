package io.cellclass.examples;

import java.util.Locale;

/** A way of learning, by the name it has on the command line. */
enum Recipe {
  /** The paper's head over the whole backbone. */
  PAPER(100),
  /** Pooled features of several depths, cell-centred: far better on cells. */
  DEFAULT(200);

  private final int epochs;

  Recipe(int epochs) {
    this.epochs = epochs;
  }

  /** The most epochs, or iterations of the solver, where nobody says how many. */
  int epochs() {
    return epochs;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
