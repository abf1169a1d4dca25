package io.cellclass;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The interval of an accuracy over outcomes that are not independent of each other. */
final class GroupedAccuracy {
  private GroupedAccuracy() {}

  /**
   * Wilson's interval for as many independent images as would leave the accuracy as uncertain as
   * these groups leave it. The variance is that of a share in cluster sampling: with s the right
   * outcomes of a group, m its outcomes, M all outcomes, G the number of groups and p the accuracy,
   *
   * <pre>v = G / (G - 1) Σ (s - p m)² / M²     (Cochran 1977, section 3.12),</pre>
   *
   * and p(1 - p) / v images are as uncertain. They are at most as many as there are images, as
   * being asked again makes none of them two; where all or none are right, v says nothing, and each
   * group counts as one.
   *
   * @param outcomes of at least two groups
   */
  static Interval interval(List<Outcome> outcomes) {
    Map<String, int[]> tallies = new HashMap<>();
    Set<String> images = new HashSet<>();
    int right = 0;
    for (Outcome outcome : outcomes) {
      int hit = outcome.correct() ? 1 : 0;
      int[] tally = tallies.computeIfAbsent(outcome.group(), group -> new int[2]);
      tally[0] += hit;
      tally[1]++;
      right += hit;
      images.add(outcome.id());
    }
    double share = (double) right / outcomes.size();
    if (right == 0 || right == outcomes.size()) {
      return Interval.wilson(share, tallies.size());
    }
    double squares = 0;
    for (int[] tally : tallies.values()) {
      double miss = tally[0] - share * tally[1];
      squares += miss * miss;
    }
    double groups = tallies.size();
    double variance = groups / (groups - 1) * squares / outcomes.size() / outcomes.size();
    double independent = share * (1 - share) / variance;
    return Interval.wilson(share, Math.max(1, Math.min(independent, images.size())));
  }
}
