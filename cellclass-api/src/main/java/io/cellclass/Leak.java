package io.cellclass;

import java.util.Locale;

/**
 * Two images because of which parts of a data set say less than they seem to.
 *
 * @param kind what is wrong with them
 * @param firstPart the part that the first image is in
 * @param firstId its id
 * @param secondPart the part that the second image is in; for {@link Kind#CONFLICTING_LABELS} it
 *     may be the same
 * @param secondId its id
 * @param similarity how alike the pixels are, from 0 to 1: 1 where they are the same, the
 *     correlation of the two images where they look alike, 0 where only the group is known to be
 *     shared
 * @param detail what the kind leaves open, in words: how the first image has to be laid to look
 *     like the second, the group that they share, their labels
 */
public record Leak(
    Kind kind,
    String firstPart,
    String firstId,
    String secondPart,
    String secondId,
    double similarity,
    String detail) {
  /** What can be wrong with two images, the most certain first. */
  public enum Kind {
    /** Images of two parts with the same size and pixels. */
    EXACT_DUPLICATE,
    /** Images with the same size and pixels and different labels, in two parts or in one. */
    CONFLICTING_LABELS,
    /** Images of two parts that show the same, also mirrored or turned by right angles. */
    NEAR_DUPLICATE,
    /** Images of two parts that are of one group. */
    SHARED_GROUP
  }

  static Leak exact(Fingerprint first, Fingerprint second) {
    return of(Kind.EXACT_DUPLICATE, first, second, 1, "the same pixels");
  }

  static Leak conflict(Fingerprint first, Fingerprint second) {
    String labels = first.sample().label() + " and " + second.sample().label();
    return of(Kind.CONFLICTING_LABELS, first, second, 1, "the same pixels, labelled " + labels);
  }

  static Leak near(Fingerprint first, Fingerprint second, double similarity, Symmetry symmetry) {
    String detail = "correlation %.3f, the first %s";
    detail = String.format(Locale.ROOT, detail, similarity, symmetry.description());
    return of(Kind.NEAR_DUPLICATE, first, second, similarity, detail);
  }

  static Leak group(Fingerprint first, Fingerprint second) {
    return of(Kind.SHARED_GROUP, first, second, 0, "both of the group " + first.sample().group());
  }

  private static Leak of(
      Kind kind, Fingerprint first, Fingerprint second, double similarity, String detail) {
    return new Leak(
        kind,
        first.part(),
        first.sample().id(),
        second.part(),
        second.sample().id(),
        similarity,
        detail);
  }

  /** Both images with their parts, and the detail. */
  @Override
  public String toString() {
    return firstId + " (" + firstPart + ") and " + secondId + " (" + secondPart + "): " + detail;
  }
}
