package io.cellclass;

import static java.util.Objects.requireNonNull;

import com.google.common.hash.HashCode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the parts of a data set share although they must not: a figure measured on images that were
 * learnt from, or on their siblings, is no figure. Immutable and safe for concurrent use.
 *
 * <p>It finds images with the same pixels in two parts, whatever their files are called; images of
 * two parts that show the same, though encoded, scaled, lightened or slightly cropped anew,
 * mirrored, or turned by right angles; groups in two parts; and images with the same pixels and
 * different labels anywhere. A group that is but an image's own id counts only where the other
 * image names it too, as ids of two data sets may coincide.
 *
 * <p>What it cannot find: images of one cell that differ by more, such as by a turn of 20 degrees
 * or another exposure. Only groups keep those together.
 *
 * <p>A {@link Leak#similarity()} of images that look alike is the correlation of their thumbnails
 * of 64x64 pixels, less light and contrast, when aligned: at least 0.8, or 0.9 where one had to be
 * mirrored or turned. Different cells of one laboratory stay below, in millions of pairs, but for
 * featureless images.
 */
public final class SplitAudit {
  /** Between two of them an interrupt is noticed, and progress told. */
  private static final int BATCH = 64;

  private final int images;
  private final List<Leak> leaks;

  private SplitAudit(int images, List<Leak> leaks) {
    this.images = images;
    this.leaks = leaks;
  }

  /**
   * Reads all images of a split and compares its parts, named {@code training}, {@code validation}
   * and {@code test}.
   *
   * @throws UnreadableImageException if an image cannot be decoded
   * @throws InterruptedIOException if the thread is interrupted; its interrupt status stays set
   * @throws IOException if an image cannot be read
   */
  public static SplitAudit of(Split split) throws IOException {
    Map<String, Dataset> parts = new LinkedHashMap<>();
    parts.put("training", split.training());
    parts.put("validation", split.validation());
    parts.put("test", split.test());
    return of(parts, EvaluationListener.none());
  }

  /**
   * Reads all images of some data sets, on all cores, and compares each with those of the others.
   * Of an image some kilobytes are kept.
   *
   * @param parts the data sets by the names that the leaks call them by, in the map's order
   * @param listener told, as in an evaluation, how many images are read, and of an image that
   *     cannot be read, which it may have left out
   * @throws IllegalArgumentException if there is no part
   * @throws InterruptedIOException if the thread is interrupted; its interrupt status stays set
   * @throws IOException if the listener throws it
   */
  public static SplitAudit of(Map<String, Dataset> parts, EvaluationListener listener)
      throws IOException {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("expected at least one part, found none");
    }
    List<List<Fingerprint>> byPart = new FingerprintReader(parts, listener).read();
    List<Leak> leaks = new ArrayList<>(conflicts(byPart));
    for (int i = 0; i < byPart.size(); i++) {
      for (int j = i + 1; j < byPart.size(); j++) {
        leaks.addAll(exactDuplicates(byPart.get(i), byPart.get(j)));
        leaks.addAll(nearDuplicates(byPart.get(i), byPart.get(j)));
        leaks.addAll(sharedGroups(byPart.get(i), byPart.get(j)));
      }
    }
    return new SplitAudit(byPart.stream().mapToInt(List::size).sum(), sorted(leaks));
  }

  private static List<Leak> sorted(List<Leak> leaks) {
    return leaks.stream()
        .sorted(
            Comparator.comparing(Leak::kind)
                .thenComparing(Comparator.comparingDouble(Leak::similarity).reversed()))
        .toList();
  }

  /**
   * Reads all images of one data set, on all cores, and finds what its divisions may share: images
   * with the same pixels, or that show the same, in different groups; and images with the same
   * pixels and different labels. The part that the leaks name is {@code data}.
   *
   * @param listener as above
   * @throws InterruptedIOException if the thread is interrupted; its interrupt status stays set
   * @throws IOException if the listener throws it
   */
  public static SplitAudit within(Dataset images, EvaluationListener listener) throws IOException {
    List<Fingerprint> read = new FingerprintReader(Map.of("data", images), listener).read().get(0);
    List<Leak> leaks = new ArrayList<>(conflicts(List.of(read)));
    leaks.addAll(exactDuplicates(read));
    leaks.addAll(nearDuplicates(read));
    return new SplitAudit(read.size(), sorted(leaks));
  }

  /**
   * The images of a data set in larger groups: groups that have images with the same pixels, or
   * images that show the same, become one. So no division that keeps groups whole puts such images
   * into two parts. What an audit cannot find, this cannot either.
   *
   * @param images the data set; a joined group has the name of one of its groups that are not
   *     single images, if it has such
   * @param listener told, as in an evaluation, how many images are read, and of an image that
   *     cannot be read, which it may leave in its group
   * @return samples with the same ids, labels and images, in the same order
   * @throws InterruptedIOException if the thread is interrupted; its interrupt status stays set
   * @throws IOException if the listener throws it
   */
  public static Dataset groupingDuplicates(Dataset images, EvaluationListener listener)
      throws IOException {
    return DuplicateGroups.of(images, within(images, listener).leaks());
  }

  /** Each image whose label is not that of the first with its pixels, with that first one. */
  private static List<Leak> conflicts(List<List<Fingerprint>> parts) {
    Map<HashCode, Fingerprint> firsts = new HashMap<>();
    List<Leak> leaks = new ArrayList<>();
    for (List<Fingerprint> part : parts) {
      for (Fingerprint image : part) {
        Fingerprint first = firsts.putIfAbsent(image.pixels(), image);
        if (first != null && !first.sample().label().equals(image.sample().label())) {
          leaks.add(Leak.conflict(first, image));
        }
      }
    }
    return leaks;
  }

  private static List<Leak> exactDuplicates(List<Fingerprint> part, List<Fingerprint> other) {
    Map<HashCode, Fingerprint> firsts = new HashMap<>();
    part.forEach(image -> firsts.putIfAbsent(image.pixels(), image));
    List<Leak> leaks = new ArrayList<>();
    for (Fingerprint image : other) {
      Fingerprint first = firsts.get(image.pixels());
      if (first != null) {
        leaks.add(Leak.exact(first, image));
      }
    }
    return leaks;
  }

  /** Each image with the pixels of an earlier one of another group, with the first such. */
  private static List<Leak> exactDuplicates(List<Fingerprint> images) {
    Map<HashCode, Fingerprint> firsts = new HashMap<>();
    List<Leak> leaks = new ArrayList<>();
    for (Fingerprint image : images) {
      Fingerprint first = firsts.putIfAbsent(image.pixels(), image);
      if (first != null && !first.sample().group().equals(image.sample().group())) {
        leaks.add(Leak.exact(first, image));
      }
    }
    return leaks;
  }

  /**
   * Each is compared with all others, not with later ones alone: an alignment may succeed in one
   * direction only.
   */
  private static List<Leak> nearDuplicates(List<Fingerprint> images) throws IOException {
    Map<String, Fingerprint> byId = new HashMap<>();
    images.forEach(image -> byId.put(image.sample().id(), image));
    Map<Set<String>, Leak> byPair = new LinkedHashMap<>();
    for (Leak leak : nearDuplicates(images, images)) {
      Sample first = requireNonNull(byId.get(leak.firstId())).sample();
      Sample second = requireNonNull(byId.get(leak.secondId())).sample();
      if (!first.group().equals(second.group())) {
        byPair.putIfAbsent(Set.of(first.id(), second.id()), leak);
      }
    }
    return List.copyOf(byPair.values());
  }

  private static List<Leak> nearDuplicates(List<Fingerprint> part, List<Fingerprint> other)
      throws IOException {
    List<Leak> leaks = new ArrayList<>();
    for (int from = 0; from < part.size(); from += BATCH) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("interrupted while images were compared");
      }
      leaks.addAll(
          part.subList(from, Math.min(from + BATCH, part.size())).parallelStream()
              .flatMap(image -> new NearDuplicates(image).among(other).stream())
              .toList());
    }
    return leaks;
  }

  private static List<Leak> sharedGroups(List<Fingerprint> part, List<Fingerprint> other) {
    Map<String, Fingerprint> groups = byGroup(part);
    List<Leak> leaks = new ArrayList<>();
    byGroup(other)
        .forEach(
            (group, image) -> {
              Fingerprint first = groups.get(group);
              if (first != null && !(first.standsAlone() && image.standsAlone())) {
                leaks.add(Leak.group(first, image));
              }
            });
    return leaks;
  }

  /** An image of each group: one that names another image's group, where there is one. */
  private static Map<String, Fingerprint> byGroup(List<Fingerprint> part) {
    Map<String, Fingerprint> groups = new LinkedHashMap<>();
    for (Fingerprint image : part) {
      groups.merge(
          image.sample().group(),
          image,
          (before, now) -> before.standsAlone() && !now.standsAlone() ? now : before);
    }
    return groups;
  }

  /** The number of images that were compared, those left out not counted. */
  public int images() {
    return images;
  }

  /**
   * The pairs that were found, immutable: by kind, the most alike first, then in the order of the
   * parts and their samples.
   *
   * <p>An image with the pixels of several in another part is named with the first of them, and a
   * group that is in two parts with one image of each. All pairs that look alike are named.
   */
  public List<Leak> leaks() {
    return leaks;
  }

  /** Whether nothing was found. */
  public boolean isClean() {
    return leaks.isEmpty();
  }

  /**
   * Does nothing if nothing was found.
   *
   * @throws LeakingSplitException if something was, naming it
   */
  public void requireClean() throws LeakingSplitException {
    if (!isClean()) {
      throw new LeakingSplitException(leaks);
    }
  }

  @Override
  public String toString() {
    return "SplitAudit[" + images + " images, " + leaks.size() + " leaks]";
  }
}
