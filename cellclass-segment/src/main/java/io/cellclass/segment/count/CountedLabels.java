package io.cellclass.segment.count;

import io.cellclass.Label;
import java.util.Optional;

/**
 * Which of a detector's labels means which kind of cell; others are not counted.
 *
 * @param redCell what it calls red cells
 * @param whiteCell what it calls white cells
 * @param platelet what it calls platelets
 */
public record CountedLabels(Label redCell, Label whiteCell, Label platelet) {
  /** The labels of the BCCD data set: RBC, WBC and Platelets. */
  public static final CountedLabels BCCD =
      new CountedLabels(new Label("RBC"), new Label("WBC"), new Label("Platelets"));

  /**
   * Checks that they differ.
   *
   * @throws IllegalArgumentException if two are the same
   */
  public CountedLabels {
    if (redCell.equals(whiteCell) || redCell.equals(platelet) || whiteCell.equals(platelet)) {
      throw new IllegalArgumentException(
          "expected three labels, found " + redCell + ", " + whiteCell + " and " + platelet);
    }
  }

  Optional<CellKind> kind(Label label) {
    if (label.equals(redCell)) {
      return Optional.of(CellKind.RED_CELL);
    }
    if (label.equals(whiteCell)) {
      return Optional.of(CellKind.WHITE_CELL);
    }
    return label.equals(platelet) ? Optional.of(CellKind.PLATELET) : Optional.empty();
  }
}
