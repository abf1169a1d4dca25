package io.cellclass.segment.evaluation;

import io.cellclass.Label;

/**
 * How many cells of a label were found, and how many of the detections are cells. A ratio with the
 * denominator 0 is 0.
 *
 * @param label the label
 * @param score the lowest score at which a detection counts
 * @param truths the true cells
 * @param found the detections
 * @param matched the detections with a true cell
 */
public record DetectionRates(Label label, double score, int truths, int found, int matched) {
  /** The share of the detections that have a true cell. */
  public double precision() {
    return found == 0 ? 0 : (double) matched / found;
  }

  /** The share of the true cells that were found. */
  public double recall() {
    return truths == 0 ? 0 : (double) matched / truths;
  }

  /** The harmonic mean of precision and recall. */
  public double f1() {
    return truths + found == 0 ? 0 : 2.0 * matched / (truths + found);
  }
}
