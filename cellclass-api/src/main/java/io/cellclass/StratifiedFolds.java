package io.cellclass;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Assigns whole groups to folds; {@link Folds#stratified} says how. */
final class StratifiedFolds {
  /**
   * Large groups first, as small ones can still level what they leave. Those of one size go label
   * by label: the label's last, incomplete round goes to the smallest folds, and the next label's
   * goes on from there, so that the folds' sizes stay level too.
   */
  private static final Comparator<Group> ORDER =
      Comparator.comparingInt(Group::size)
          .reversed()
          .thenComparingInt(Group::mainLabel)
          .thenComparingLong(Group::rank)
          .thenComparing(Group::name);

  private final List<Group> groups;
  private final int[] imagesOfLabel;
  private final int[][] counts;
  private final int[] sizes;

  /** Samples that stay together: how many of each label, and the place in the random order. */
  private record Group(String name, List<Integer> counts, long rank) {
    int size() {
      return counts.stream().mapToInt(count -> count).sum();
    }

    int mainLabel() {
      return counts.indexOf(counts.stream().max(Comparator.naturalOrder()).orElseThrow());
    }
  }

  StratifiedFolds(Dataset dataset, int folds, long seed) {
    this.groups = groups(dataset, seed);
    this.imagesOfLabel = new int[dataset.labels().size()];
    this.counts = new int[folds][dataset.labels().size()];
    this.sizes = new int[folds];
    for (Group group : groups) {
      add(group, imagesOfLabel);
    }
  }

  private static List<Group> groups(Dataset dataset, long seed) {
    LabelSet labels = dataset.labels();
    Map<String, List<Integer>> countsOfGroup = new TreeMap<>();
    for (Sample sample : dataset.samples()) {
      List<Integer> counts =
          countsOfGroup.computeIfAbsent(sample.group(), name -> zeros(labels.size()));
      int label = labels.indexOf(sample.label());
      counts.set(label, counts.get(label) + 1);
    }
    List<Group> groups = new ArrayList<>();
    countsOfGroup.forEach(
        (name, counts) ->
            groups.add(
                new Group(name, counts, RandomStreams.of(seed, 0, "fold of " + name).nextLong())));
    groups.sort(ORDER);
    return groups;
  }

  private static List<Integer> zeros(int size) {
    return new ArrayList<>(Collections.nCopies(size, 0));
  }

  /** The fold of each group. */
  Map<String, Integer> assign() {
    Map<String, Integer> foldOfGroup = new HashMap<>();
    for (Group group : groups) {
      int fold = leastFilled(group);
      add(group, counts[fold]);
      sizes[fold] += group.size();
      foldOfGroup.put(group.name(), fold);
    }
    return Map.copyOf(foldOfGroup);
  }

  private static void add(Group group, int[] counts) {
    for (int label = 0; label < counts.length; label++) {
      counts[label] += group.counts().get(label);
    }
  }

  private int leastFilled(Group group) {
    int best = 0;
    for (int fold = 1; fold < sizes.length; fold++) {
      int order = Double.compare(cost(group, fold), cost(group, best));
      if (order < 0 || (order == 0 && sizes[fold] < sizes[best])) {
        best = fold;
      }
    }
    return best;
  }

  /**
   * Up to what is the same for every fold, half of what the sum over folds and labels of (count /
   * images of the label)^2 grows by.
   */
  private double cost(Group group, int fold) {
    double cost = 0;
    for (int label = 0; label < imagesOfLabel.length; label++) {
      double images = imagesOfLabel[label];
      if (group.counts().get(label) > 0) {
        cost += group.counts().get(label) * counts[fold][label] / (images * images);
      }
    }
    return cost;
  }
}
