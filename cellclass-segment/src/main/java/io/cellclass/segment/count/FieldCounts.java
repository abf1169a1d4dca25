package io.cellclass.segment.count;

import java.util.List;

/**
 * The cells of one image.
 *
 * @param field what the image is called
 * @param redCells the number of red cells
 * @param whiteCells the number of white cells, of which each has a type or is rejected where they
 *     were classified
 * @param platelets the number of platelets
 * @param types white cells by type, in the order of the classifier's labels; empty without one
 * @param rejected the number of white cells that were not given a type, as none was sure enough
 */
public record FieldCounts(
    String field,
    int redCells,
    int whiteCells,
    int platelets,
    List<TypeCount> types,
    int rejected) {
  /**
   * Checks the counts and copies the list.
   *
   * @throws IllegalArgumentException if a count is negative, or the types and the rejected are not
   *     the white cells
   */
  public FieldCounts {
    types = List.copyOf(types);
    if (Math.min(Math.min(redCells, whiteCells), Math.min(platelets, rejected)) < 0) {
      throw new IllegalArgumentException(field + ": a count is negative");
    }
    int classified = types.stream().mapToInt(TypeCount::count).sum() + rejected;
    boolean unclassified = types.isEmpty() && rejected == 0;
    if (!unclassified && classified != whiteCells) {
      throw new IllegalArgumentException(
          field + ": expected a type or none for " + whiteCells + " cells, found " + classified);
    }
  }

  /** Without a classifier. */
  public static FieldCounts of(String field, int redCells, int whiteCells, int platelets) {
    return new FieldCounts(field, redCells, whiteCells, platelets, List.of(), 0);
  }

  /** The number of cells of a kind. */
  public int count(CellKind kind) {
    return switch (kind) {
      case RED_CELL -> redCells;
      case WHITE_CELL -> whiteCells;
      case PLATELET -> platelets;
    };
  }
}
