package io.cellclass.dl4j;

import io.cellclass.Label;
import io.cellclass.RandomStreams;
import io.cellclass.Sample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Divides samples into folds of about equal shares of each label; never a group. */
final class GroupedFolds {
  private GroupedFolds() {}

  /**
   * The fold of each sample, from 0.
   *
   * <p>The groups of each label (that of their first sample) are shuffled and dealt round; the next
   * label goes on where the last one stopped, so that the folds have about the same size.
   */
  static int[] of(List<Sample> samples, int folds, long seed) {
    Map<Label, List<String>> groups = new LinkedHashMap<>();
    Map<String, Integer> fold = new LinkedHashMap<>();
    for (Sample sample : samples) {
      if (fold.putIfAbsent(sample.group(), -1) == null) {
        groups.computeIfAbsent(sample.label(), label -> new ArrayList<>()).add(sample.group());
      }
    }
    RandomGenerator random = RandomStreams.of(seed, 0, "folds");
    int next = 0;
    for (List<String> dealt : groups.values()) {
      for (int i = dealt.size() - 1; i > 0; i--) {
        Collections.swap(dealt, i, random.nextInt(i + 1));
      }
      for (String group : dealt) {
        fold.put(group, next++ % folds);
      }
    }
    return samples.stream().mapToInt(sample -> fold.getOrDefault(sample.group(), 0)).toArray();
  }
}
