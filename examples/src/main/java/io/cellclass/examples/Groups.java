package io.cellclass.examples;

import io.cellclass.Evaluation;
import io.cellclass.Outcome;
import java.util.Locale;

/** Whether images of an evaluation belong together. */
final class Groups {
  private Groups() {}

  /** Whether some image's group is not just the image. */
  static boolean areIn(Evaluation evaluation) {
    return evaluation.outcomes().stream()
        .anyMatch(outcome -> !outcome.group().equals(outcome.id()));
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

  /** How many are right, with the interval where they are independent of each other. */
  static String right(Evaluation images) {
    Evaluation byGroup = images.byGroup();
    if (!areMixed(byGroup)) {
      return Tables.right(byGroup, counted(byGroup));
    }
    return String.format(
        Locale.ROOT,
        "%d of %d %s right, of %d groups: accuracy %s",
        byGroup.confusion().correct(),
        byGroup.images(),
        counted(byGroup),
        count(byGroup),
        Tables.percent(byGroup.accuracy()));
  }
}
