package io.cellclass.segment.evaluation;

/**
 * What may lie behind a false positive or a miss of a detector. {@link #BORDER} and {@link
 * #UNLABELLED_IMAGE} may hold beside others; of {@link #DUPLICATE}, {@link #MISPLACED} and {@link
 * #OVERLAPPING} the first that holds does.
 */
public enum MistakeKind {
  /** The box comes within two pixels of the image's border: a cell that the border cuts. */
  BORDER,
  /** A false positive in an image without any true box of its label: nobody marked them there. */
  UNLABELLED_IMAGE,
  /**
   * A false positive that overlaps a true box of its label by an IoU of 0.5 or more, which a surer
   * detection took; or a miss that so overlaps a detection which took another box. One of the two
   * has marked a cell twice.
   */
  DUPLICATE,
  /**
   * A false positive and a miss of one label that overlap by an IoU from 0.1 to 0.5: mostly one
   * cell, found in the wrong place or size (Bolya et al. 2020: a localization error). It is no
   * mistake of the count.
   */
  MISPLACED,
  /**
   * The box overlaps another detection or true box of any label, by an IoU of 0.1 or 0.3 of its own
   * area: a cell that lies on or under another.
   */
  OVERLAPPING,
  /** None of the others. */
  ALONE
}
