package io.cellclass;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Assigns whole groups to parts; {@link Split#stratified} says how. */
final class StratifiedSplitter {
  private static final int TRAINING = 0;

  private final Dataset dataset;
  private final double[] shares;
  private final List<Integer> open = new ArrayList<>();
  private final List<Group> groups;
  private final int[] groupsOfLabel;
  private final int[][] targets;
  private final int[][] counts;
  private final List<List<Group>> parts =
      List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());

  /**
   * Samples that stay together: how many there are of each label, and its place in the random
   * order.
   */
  private record Group(String name, List<Integer> counts, int size, long rank) {
    boolean has(int label) {
      return counts.get(label) > 0;
    }
  }

  StratifiedSplitter(Dataset dataset, Split.Fractions fractions, long seed) {
    this.dataset = dataset;
    this.shares = new double[] {fractions.training(), fractions.validation(), fractions.test()};
    for (int part = 0; part < shares.length; part++) {
      if (shares[part] > 0) {
        open.add(part);
      }
    }
    this.groups = groups(dataset, seed);
    this.groupsOfLabel = new int[dataset.labels().size()];
    this.targets = new int[dataset.labels().size()][];
    this.counts = new int[dataset.labels().size()][shares.length];
    for (int label = 0; label < targets.length; label++) {
      groupsOfLabel[label] = groupsWith(groups, label);
      targets[label] = target(label);
    }
  }

  private static List<Group> groups(Dataset dataset, long seed) {
    LabelSet labels = dataset.labels();
    Map<String, int[]> countsOfGroup = new TreeMap<>();
    for (Sample sample : dataset.samples()) {
      countsOfGroup
          .computeIfAbsent(sample.group(), name -> new int[labels.size()])[
          labels.indexOf(sample.label())]++;
    }
    List<Group> groups = new ArrayList<>();
    countsOfGroup.forEach(
        (name, counts) -> {
          List<Integer> list = Arrays.stream(counts).boxed().toList();
          int size = Arrays.stream(counts).sum();
          groups.add(new Group(name, list, size, RandomStreams.of(seed, 0, name).nextLong()));
        });
    groups.sort(
        Comparator.comparingInt(Group::size)
            .reversed()
            .thenComparingLong(Group::rank)
            .thenComparing(Group::name));
    return groups;
  }

  private static int groupsWith(List<Group> groups, int label) {
    return (int) groups.stream().filter(group -> group.has(label)).count();
  }

  /** The share of each part in a label, raised to one sample where the part must have the label. */
  private int[] target(int label) {
    int total = groups.stream().mapToInt(group -> group.counts().get(label)).sum();
    int[] target = LargestRemainder.divide(total, shares);
    for (int part : open) {
      if (target[part] == 0 && mustHave(part, label)) {
        target[part]++;
        target[largest(target)]--;
      }
    }
    return target;
  }

  private static int largest(int[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return best;
  }

  private boolean mustHave(int part, int label) {
    return shares[part] > 0
        && (groupsOfLabel[label] >= open.size() || (part == TRAINING && groupsOfLabel[label] > 0));
  }

  Split split() {
    for (Group group : groups) {
      put(group, partShortOf(group));
    }
    for (int part : open) {
      for (int label = 0; label < targets.length; label++) {
        if (mustHave(part, label) && counts[label][part] == 0) {
          bring(label, part);
        }
      }
    }
    return new Split(part(0), part(1), part(2));
  }

  private int partShortOf(Group group) {
    int best = open.get(0);
    for (int part : open) {
      if (need(group, part) > need(group, best)) {
        best = part;
      }
    }
    return best;
  }

  /**
   * How much a group brings a part nearer to its targets. Up to what is the same for every part, it
   * is what the sum over labels of ((count - target) / images of the label)^2 falls by.
   */
  private double need(Group group, int part) {
    double need = 0;
    for (int label = 0; label < targets.length; label++) {
      if (group.has(label)) {
        double total = Arrays.stream(targets[label]).sum();
        need +=
            group.counts().get(label)
                * (targets[label][part] - counts[label][part])
                / (total * total);
      }
    }
    return need;
  }

  private void put(Group group, int part) {
    parts.get(part).add(group);
    for (int label = 0; label < counts.length; label++) {
      counts[label][part] += group.counts().get(label);
    }
  }

  private void take(Group group, int part) {
    parts.get(part).remove(group);
    for (int label = 0; label < counts.length; label++) {
      counts[label][part] -= group.counts().get(label);
    }
  }

  /**
   * Moves the smallest group with a label to a part that lacks it, if no other part then lacks a
   * label it must have.
   */
  private void bring(int label, int to) {
    for (int i = groups.size() - 1; i >= 0; i--) {
      Group group = groups.get(i);
      int from = partOf(group);
      if (group.has(label) && from != to && canSpare(group, from)) {
        take(group, from);
        put(group, to);
        return;
      }
    }
  }

  private int partOf(Group group) {
    int part = 0;
    while (!parts.get(part).contains(group)) {
      part++;
    }
    return part;
  }

  private boolean canSpare(Group group, int part) {
    for (int label = 0; label < targets.length; label++) {
      boolean last = group.has(label) && groupsWith(parts.get(part), label) == 1;
      if (last && mustHave(part, label)) {
        return false;
      }
    }
    return true;
  }

  private Dataset part(int part) {
    Set<String> names = new HashSet<>();
    parts.get(part).forEach(group -> names.add(group.name()));
    return dataset.where(sample -> names.contains(sample.group()));
  }
}
