package io.cellclass.report;

import io.cellclass.Evaluation;
import io.cellclass.Outcome;

/** Whether images of an evaluation belong together, and what is then counted. */
final class Groups {
  private Groups() {}

  /** Whether some image's group is not just the image. */
  static boolean areIn(Evaluation images) {
    return images.outcomes().stream().anyMatch(outcome -> !outcome.group().equals(outcome.id()));
  }

  /** How many groups there are, of what {@link Evaluation#byGroup} gives. */
  static int count(Evaluation byGroup) {
    return (int) byGroup.outcomes().stream().map(Outcome::group).distinct().count();
  }

  /** Whether a group has images of several labels, each of which then counts for itself. */
  static boolean areMixed(Evaluation byGroup) {
    return count(byGroup) < byGroup.images();
  }

  /** What is counted: whole groups, or their images of one label. */
  static String counted(Evaluation byGroup) {
    return areMixed(byGroup) ? "groups by class" : "groups";
  }
}
