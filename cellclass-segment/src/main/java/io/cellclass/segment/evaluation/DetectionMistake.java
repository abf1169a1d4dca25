package io.cellclass.segment.evaluation;

import com.google.common.collect.Sets;
import io.cellclass.Label;
import io.cellclass.segment.Box;
import java.util.Set;

/**
 * A detection that has no true box at an IoU of 0.5, or a true box that has no detection.
 *
 * @param image what the image is called
 * @param box where
 * @param label what was found there, or is
 * @param kinds what may lie behind it, at least one, in the order of {@link MistakeKind}
 */
public record DetectionMistake(String image, Box box, Label label, Set<MistakeKind> kinds) {
  /**
   * Copies the set.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public DetectionMistake {
    kinds = Sets.immutableEnumSet(kinds);
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException(image + ": expected a kind of mistake, found none");
    }
  }
}
