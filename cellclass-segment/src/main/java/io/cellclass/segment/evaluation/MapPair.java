package io.cellclass.segment.evaluation;

import io.cellclass.segment.LabelMap;

/**
 * The cells of an image: as they are, and as they were found.
 *
 * @param id what the image is called
 * @param truth the cells that an expert outlined
 * @param found the cells that were found
 */
public record MapPair(String id, LabelMap truth, LabelMap found) {
  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if the maps differ in size
   */
  public MapPair {
    if (truth.width() != found.width() || truth.height() != found.height()) {
      throw new IllegalArgumentException(
          id + ": expected a map of the size of " + truth + ", found " + found);
    }
  }
}
