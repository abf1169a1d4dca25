package io.cellclass;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Groups that become one where their images show the same: a forest of union and find. */
final class DuplicateGroups {
  private final Map<String, String> parents = new HashMap<>();
  private final Set<String> ownIds = new HashSet<>();

  private DuplicateGroups() {}

  /** The samples, each in the group that its own has become part of. */
  static Dataset of(Dataset images, List<Leak> leaks) {
    DuplicateGroups groups = new DuplicateGroups();
    Map<String, String> groupById = new HashMap<>();
    for (Sample sample : images.samples()) {
      groupById.put(sample.id(), sample.group());
      if (sample.group().equals(sample.id())) {
        groups.ownIds.add(sample.id());
      }
    }
    for (Leak leak : leaks) {
      groups.join(
          requireNonNull(groupById.get(leak.firstId())),
          requireNonNull(groupById.get(leak.secondId())));
    }
    Set<String> joined = new HashSet<>(groups.parents.values());
    joined.addAll(groups.parents.keySet());
    return Datasets.of(
        images.labels(),
        images.samples().stream()
            .map(sample -> joined.contains(sample.group()) ? groups.joined(sample) : sample)
            .toList());
  }

  private Sample joined(Sample sample) {
    String root = root(sample.group());
    // Another data set may have an image of this id, and an audit would take it for a sibling.
    String group = ownIds.contains(root) ? "duplicates of " + root : root;
    return new Sample(sample.id(), sample.label(), group, sample.source());
  }

  private String root(String group) {
    String at = group;
    for (String parent = parents.get(at); parent != null; parent = parents.get(at)) {
      at = parent;
    }
    return at;
  }

  /** The root is the first that somebody has named, since another data set may name it too. */
  private void join(String one, String other) {
    String first = root(one);
    String second = root(other);
    if (first.equals(second)) {
      return;
    }
    if (ownIds.contains(first) && !ownIds.contains(second)) {
      parents.put(first, second);
    } else {
      parents.put(second, first);
    }
  }
}
