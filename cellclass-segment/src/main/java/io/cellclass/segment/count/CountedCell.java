package io.cellclass.segment.count;

import io.cellclass.Label;
import io.cellclass.segment.Detection;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A cell that was counted. Immutable and safe for concurrent use. */
public final class CountedCell {
  private final Detection detection;
  private final CellKind kind;
  private final @Nullable Label type;

  private CountedCell(Detection detection, CellKind kind, @Nullable Label type) {
    this.detection = detection;
    this.kind = kind;
    this.type = type;
  }

  /** A cell without a type. */
  public static CountedCell of(Detection detection, CellKind kind) {
    return new CountedCell(detection, kind, null);
  }

  /**
   * The cell with a type.
   *
   * @throws IllegalArgumentException if it is no white cell
   */
  public CountedCell withType(Label label) {
    if (kind != CellKind.WHITE_CELL) {
      throw new IllegalArgumentException("only white cells have types, not a " + kind);
    }
    return new CountedCell(detection, kind, label);
  }

  /** Where it is, and what the detector calls it. */
  public Detection detection() {
    return detection;
  }

  /** What it was counted as. */
  public CellKind kind() {
    return kind;
  }

  /** Its type; empty if none was sure enough, it is no white cell, or there was no classifier. */
  public Optional<Label> type() {
    return Optional.ofNullable(type);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CountedCell cell
        && detection.equals(cell.detection)
        && kind == cell.kind
        && Objects.equals(type, cell.type);
  }

  @Override
  public int hashCode() {
    return Objects.hash(detection, kind, type);
  }

  @Override
  public String toString() {
    return "CountedCell[" + kind + (type == null ? "" : " " + type) + " at " + detection + "]";
  }
}
