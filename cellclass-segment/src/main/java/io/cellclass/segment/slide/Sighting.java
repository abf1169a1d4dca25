package io.cellclass.segment.slide;

import io.cellclass.Label;
import io.cellclass.segment.Box;

/**
 * A cell as the view of one block shows it.
 *
 * @param box in the whole image
 * @param owned whether its centre lies in the block's own part
 */
record Sighting<T>(T cell, Box box, Label label, double score, boolean owned) {
  /** Whether this one is rather the cell than the other. */
  boolean isBefore(Sighting<T> other) {
    return owned == other.owned ? score > other.score : owned;
  }
}
