package io.cellclass.segment.count;

import io.cellclass.Label;

/**
 * How many white cells were given a type.
 *
 * @param type the classifier's label
 * @param count how many, at least 0
 */
public record TypeCount(Label type, int count) {
  /**
   * Checks the count.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public TypeCount {
    if (count < 0) {
      throw new IllegalArgumentException("a count must not be negative, not " + count);
    }
  }
}
