package io.cellclass.segment.evaluation;

import io.cellclass.segment.LabelMap;

/**
 * How many pixels a mask that was found has in common with the true one.
 *
 * <p>Where there was nothing to find and nothing was found, the two agree: {@link #dice} and {@link
 * #iou} are 1. Where one of them alone is empty they are 0.
 *
 * @param truth the pixels of the true mask
 * @param found the pixels of the mask that was found
 * @param shared the pixels of both
 */
public record MaskOverlap(long truth, long found, long shared) {
  /**
   * Checks the counts.
   *
   * @throws IllegalArgumentException if one is negative, or more are shared than one mask has
   */
  public MaskOverlap {
    if (shared < 0 || shared > Math.min(truth, found)) {
      throw new IllegalArgumentException(
          "masks of " + truth + " and " + found + " pixels cannot share " + shared);
    }
  }

  /**
   * The overlap of two masks.
   *
   * @param truth which pixels belong to the true mask, row by row
   * @param found which belong to the mask that was found, row by row
   * @throws IllegalArgumentException if one is not {@code width * height} long
   */
  public static MaskOverlap of(int width, int height, boolean[] truth, boolean[] found) {
    return of(new Mask(width, height, truth), new Mask(width, height, found));
  }

  /**
   * The overlap of all pixels of cells, cytoplasm and nucleus.
   *
   * @throws IllegalArgumentException if the maps differ in size
   */
  public static MaskOverlap ofCells(LabelMap truth, LabelMap found) {
    return of(Mask.whole(truth), Mask.whole(found));
  }

  /**
   * The overlap of all pixels of nuclei: a map without pixel classes has none.
   *
   * @throws IllegalArgumentException if the maps differ in size
   */
  public static MaskOverlap ofNuclei(LabelMap truth, LabelMap found) {
    return of(Mask.nuclei(truth), Mask.nuclei(found));
  }

  static MaskOverlap of(Mask truth, Mask found) {
    truth.requireSizeOf(found);
    long inTruth = 0;
    long inFound = 0;
    long inBoth = 0;
    for (int i = 0; i < truth.set.length; i++) {
      inTruth += truth.set[i] ? 1 : 0;
      inFound += found.set[i] ? 1 : 0;
      inBoth += truth.set[i] && found.set[i] ? 1 : 0;
    }
    return new MaskOverlap(inTruth, inFound, inBoth);
  }

  /** The overlap of both images taken as one. */
  public MaskOverlap plus(MaskOverlap other) {
    return new MaskOverlap(truth + other.truth, found + other.found, shared + other.shared);
  }

  /** Dice's coefficient (1945): {@code 2 shared / (truth + found)}, in [0, 1]. */
  public double dice() {
    return truth + found == 0 ? 1 : 2.0 * shared / (truth + found);
  }

  /** The intersection over the union (Jaccard 1912), in [0, 1]. */
  public double iou() {
    return truth + found == 0 ? 1 : (double) shared / (truth + found - shared);
  }
}
