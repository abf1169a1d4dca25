package io.cellclass.segment.count;

import io.cellclass.Label;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The numbers of cells by kind and type, added one by one. */
final class CellTally {
  private final Map<CellKind, Integer> kinds = new EnumMap<>(CellKind.class);
  private final Map<Label, Integer> types = new HashMap<>();

  void add(CountedCell cell) {
    kinds.merge(cell.kind(), 1, Integer::sum);
    cell.type().ifPresent(type -> types.merge(type, 1, Integer::sum));
  }

  /**
   * What was added.
   *
   * @param known the types that a classifier tells apart; none if there was no classifier
   */
  FieldCounts counts(String field, List<Label> known) {
    int white = count(CellKind.WHITE_CELL);
    int rejected = known.isEmpty() ? 0 : white;
    List<TypeCount> counts = new ArrayList<>();
    for (Label type : known) {
      int count = types.getOrDefault(type, 0);
      counts.add(new TypeCount(type, count));
      rejected -= count;
    }
    return new FieldCounts(
        field, count(CellKind.RED_CELL), white, count(CellKind.PLATELET), counts, rejected);
  }

  private int count(CellKind kind) {
    return kinds.getOrDefault(kind, 0);
  }
}
