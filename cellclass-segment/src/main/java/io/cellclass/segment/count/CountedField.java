package io.cellclass.segment.count;

import io.cellclass.Label;
import java.util.List;
import java.util.Optional;

/**
 * The counts of a field with the cells that were counted.
 *
 * @param counts how many of each kind and type there are
 * @param cells each of them, in the detector's order
 */
public record CountedField(FieldCounts counts, List<CountedCell> cells) {
  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if the counts are not those of the cells
   */
  public CountedField {
    cells = List.copyOf(cells);
    for (CellKind kind : CellKind.values()) {
      if (number(cells, kind) != counts.count(kind)) {
        throw new IllegalArgumentException(
            counts.field()
                + ": expected "
                + counts.count(kind)
                + " cells of kind "
                + kind
                + ", found "
                + number(cells, kind));
      }
    }
    for (TypeCount type : counts.types()) {
      if (number(cells, type.type()) != type.count()) {
        throw new IllegalArgumentException(
            counts.field()
                + ": expected "
                + type.count()
                + " cells of type "
                + type.type()
                + ", found "
                + number(cells, type.type()));
      }
    }
  }

  /**
   * Counts these cells.
   *
   * @param types those that a classifier tells apart; none if there was no classifier
   */
  static CountedField of(String field, List<CountedCell> cells, List<Label> types) {
    CellTally tally = new CellTally();
    cells.forEach(tally::add);
    return new CountedField(tally.counts(field, types), cells);
  }

  private static int number(List<CountedCell> cells, CellKind kind) {
    return (int) cells.stream().filter(cell -> cell.kind() == kind).count();
  }

  private static int number(List<CountedCell> cells, Label type) {
    return (int) cells.stream().filter(cell -> cell.type().equals(Optional.of(type))).count();
  }
}
