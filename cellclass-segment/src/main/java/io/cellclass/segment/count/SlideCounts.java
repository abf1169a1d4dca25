package io.cellclass.segment.count;

import io.cellclass.Label;
import java.util.ArrayList;
import java.util.List;

/** The cells of the fields of one slide. Immutable and safe for concurrent use. */
public final class SlideCounts {
  private final List<FieldCounts> fields;
  private final List<TypeCount> types;

  private SlideCounts(List<FieldCounts> fields, List<TypeCount> types) {
    this.fields = fields;
    this.types = types;
  }

  /**
   * The counts of these fields.
   *
   * @throws IllegalArgumentException if there is none, or they have different types
   */
  public static SlideCounts of(List<FieldCounts> fields) {
    if (fields.isEmpty()) {
      throw new IllegalArgumentException("expected at least one field");
    }
    List<Label> labels = labels(fields.get(0));
    int[] counts = new int[labels.size()];
    for (FieldCounts field : fields) {
      if (!labels(field).equals(labels)) {
        throw new IllegalArgumentException(
            field.field() + ": expected the types " + labels + ", found " + labels(field));
      }
      for (int i = 0; i < counts.length; i++) {
        counts[i] += field.types().get(i).count();
      }
    }
    List<TypeCount> types = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      types.add(new TypeCount(labels.get(i), counts[i]));
    }
    return new SlideCounts(List.copyOf(fields), List.copyOf(types));
  }

  private static List<Label> labels(FieldCounts field) {
    return field.types().stream().map(TypeCount::type).toList();
  }

  /** The fields, in the order in which they were given. */
  public List<FieldCounts> fields() {
    return fields;
  }

  /** The number of cells of a kind in all fields. */
  public int total(CellKind kind) {
    return fields.stream().mapToInt(field -> field.count(kind)).sum();
  }

  /**
   * The mean number of cells of a kind in a field, with the 95 % interval of what it would be over
   * all of the slide, if the fields were chosen at random.
   */
  public CountInterval perField(CellKind kind) {
    return CountInterval.of(fields.stream().mapToInt(field -> field.count(kind)).toArray());
  }

  /** White cells by type in all fields; empty without a classifier. */
  public List<TypeCount> types() {
    return types;
  }

  /** The number of white cells that were not given a type. */
  public int rejected() {
    return fields.stream().mapToInt(FieldCounts::rejected).sum();
  }

  @Override
  public String toString() {
    return "SlideCounts["
        + fields.size()
        + " fields, "
        + total(CellKind.RED_CELL)
        + " red cells, "
        + total(CellKind.WHITE_CELL)
        + " white cells, "
        + total(CellKind.PLATELET)
        + " platelets]";
  }
}
