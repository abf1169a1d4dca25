package io.cellclass.segment.count;

/** What is counted in blood. */
public enum CellKind {
  /** Erythrocytes. */
  RED_CELL,
  /** Leukocytes of any type. */
  WHITE_CELL,
  /** Thrombocytes. */
  PLATELET
}
