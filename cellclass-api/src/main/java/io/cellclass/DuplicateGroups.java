package io.cellclass;

import com.google.common.hash.HashCode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Groups that grow together where their images show the same: a forest of union and find. */
final class DuplicateGroups {
  /** Between two of them an interrupt is noticed. */
  private static final int BATCH = 64;

  private final Map<String, String> parents = new HashMap<>();
  private final Map<String, String> groupById = new HashMap<>();

  private DuplicateGroups() {}

  /** The samples, each in the group that its own has become part of. */
  static Dataset of(Dataset images, List<Fingerprint> fingerprints) throws IOException {
    DuplicateGroups groups = new DuplicateGroups();
    images.samples().forEach(sample -> groups.groupById.put(sample.id(), sample.group()));
    groups.joinExact(fingerprints);
    groups.joinNear(fingerprints);
    return Datasets.of(
        images.labels(),
        images.samples().stream()
            .map(s -> new Sample(s.id(), s.label(), groups.root(s.group()), s.source()))
            .toList());
  }

  private void joinExact(List<Fingerprint> fingerprints) {
    Map<HashCode, Fingerprint> firsts = new HashMap<>();
    for (Fingerprint image : fingerprints) {
      Fingerprint first = firsts.putIfAbsent(image.pixels(), image);
      if (first != null) {
        join(first.sample().group(), image.sample().group());
      }
    }
  }

  /** Each with all others, not only later ones: an alignment may succeed in one direction alone. */
  private void joinNear(List<Fingerprint> fingerprints) throws IOException {
    for (int from = 0; from < fingerprints.size(); from += BATCH) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("interrupted while images were compared");
      }
      fingerprints.subList(from, Math.min(from + BATCH, fingerprints.size())).parallelStream()
          .flatMap(image -> new NearDuplicates(image).among(fingerprints).stream())
          .toList()
          .forEach(leak -> join(group(leak.firstId()), group(leak.secondId())));
    }
  }

  private String group(String id) {
    String group = groupById.get(id);
    if (group == null) {
      throw new IllegalStateException("no sample has the id " + id);
    }
    return group;
  }

  private String root(String group) {
    String at = group;
    for (String parent = parents.get(at); parent != null; parent = parents.get(at)) {
      at = parent;
    }
    return at;
  }

  private void join(String one, String other) {
    String first = root(one);
    String second = root(other);
    if (!first.equals(second)) {
      parents.put(second, first);
    }
  }
}
