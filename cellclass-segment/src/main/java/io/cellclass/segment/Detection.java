package io.cellclass.segment;

import io.cellclass.Label;

/**
 * A cell that was found.
 *
 * @param box where
 * @param label what
 * @param score how sure, in [0, 1]; comparable among detections of one label by one detector
 */
public record Detection(Box box, Label label, double score) {
  /**
   * Checks the score.
   *
   * @throws IllegalArgumentException if it is not in [0, 1]
   */
  public Detection {
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("a score must be in [0, 1], not " + score);
    }
  }
}
