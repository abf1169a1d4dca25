package io.cellclass.segment.count;

import io.cellclass.segment.Box;

/** Which cells at the border of a field count. */
public enum BorderRule {
  /** All that are found: cells that the border cuts are counted in both fields beside it. */
  ALL {
    @Override
    boolean counts(Box cell, int width, int height) {
      return true;
    }
  },
  /**
   * Those that touch neither the right nor the lower edge, so that of fields that tile a slide each
   * cell counts once (Gundersen 1977). A box within a pixel of an edge touches it, as detectors are
   * no more exact; so a cell that ends there without being cut is lost.
   */
  UNBIASED {
    @Override
    boolean counts(Box cell, int width, int height) {
      return cell.right() < width - TOUCH && cell.bottom() < height - TOUCH;
    }
  };

  private static final double TOUCH = 1;

  abstract boolean counts(Box cell, int width, int height);
}
