package io.cellclass;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds the images that show what a given one shows, also mirrored or turned by right angles.
 *
 * <p>Four tests, each dearer than the one before and made only where that is passed: the distance
 * of the hashes, the correlation of the coarse thumbnails, that after alignment, and that of the
 * fine thumbnails after alignment, which is the similarity.
 *
 * <p>The limits were set on three laboratories' images. Single cells (360x363 and 120x120 pixels)
 * and fields (320x240) that were encoded again at quality 60, lightened, scaled to 80 % or cropped
 * by 3 % on each side keep distances of at most 20, and correlations of at least 0.61, 0.91 and
 * 0.94. One cell in two frames begins at 0.83, an augmented sibling of a field at 0.91. Of 45,000
 * pairs of 120x120 pixels, mostly ground, two different cells reach 0.72 at most as they are and
 * 0.893 mirrored or turned: blurred round cells on a blank ground.
 */
final class NearDuplicates {
  private static final int MOST_DISTANCE = 20;
  private static final double WORTH_ALIGNING = 0.35;
  private static final double WORTH_REFINING = 0.75;

  /** From here on images show the same. */
  static final double ALIKE = 0.8;

  /** Likewise if one was mirrored or turned: more is asked for, as there were seven tries. */
  static final double ALIKE_WHEN_LAID = 0.9;

  private final Fingerprint image;
  private final List<Laid> laid;

  /** The image laid in one of eight ways. */
  private static final class Laid {
    private final Symmetry symmetry;
    private final long hash;
    private final float[] coarse;

    Laid(Symmetry symmetry, Fingerprint image) {
      this.symmetry = symmetry;
      this.hash = symmetry.of(image.hash());
      this.coarse = symmetry.of(image.coarse(), Thumbnail.COARSE);
    }

    double leastSimilarity() {
      return symmetry == Symmetry.IDENTITY ? ALIKE : ALIKE_WHEN_LAID;
    }
  }

  NearDuplicates(Fingerprint image) {
    this.image = image;
    this.laid =
        Arrays.stream(Symmetry.values()).map(symmetry -> new Laid(symmetry, image)).toList();
  }

  /** The pairs of this image and those of the others that show the same, but not its own pixels. */
  List<Leak> among(List<Fingerprint> others) {
    List<Leak> leaks = new ArrayList<>();
    for (Fingerprint other : others) {
      if (!other.pixels().equals(image.pixels())) {
        match(other).ifPresent(leaks::add);
      }
    }
    return leaks;
  }

  /**
   * The way that fits best decides: a round blob fits in several, and one that fits better when
   * turned is not the same as it is.
   */
  private Optional<Leak> match(Fingerprint other) {
    double best = 0;
    Optional<Laid> fitting = Optional.empty();
    for (Laid way : laid) {
      if (PerceptualHash.distance(way.hash, other.hash()) <= MOST_DISTANCE) {
        double similarity = similarity(way, other);
        if (similarity > best) {
          best = similarity;
          fitting = Optional.of(way);
        }
      }
    }
    double similarity = Math.min(1, best);
    return fitting
        .filter(way -> similarity >= way.leastSimilarity())
        .map(way -> Leak.near(image, other, similarity, way.symmetry));
  }

  /** 0 where an earlier test is not passed. */
  private double similarity(Laid way, Fingerprint other) {
    if (Alignment.correlation(other.coarse(), way.coarse) < WORTH_ALIGNING) {
      return 0;
    }
    Alignment coarse = Alignment.of(other.coarse(), way.coarse, Thumbnail.COARSE);
    if (coarse.correlation() < WORTH_REFINING) {
      return 0;
    }
    float[] fine = way.symmetry.of(image.fine(), Thumbnail.FINE);
    return coarse.refined(other.fine(), fine, Thumbnail.FINE).correlation();
  }
}
