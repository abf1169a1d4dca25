package io.cellclass.examples;

import io.cellclass.Evaluation;

/** Whether images of an evaluation belong together. */
final class Groups {
  private Groups() {}

  /** Whether some image's group is not just the image. */
  static boolean areIn(Evaluation evaluation) {
    return evaluation.outcomes().stream()
        .anyMatch(outcome -> !outcome.group().equals(outcome.id()));
  }
}
