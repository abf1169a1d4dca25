package io.cellclass.segment;

/** What part of a cell a pixel shows. */
public enum PixelClass {
  /** No cell. */
  BACKGROUND,
  /** A cell, outside its nucleus. */
  CYTOPLASM,
  /** The nucleus of a cell. */
  NUCLEUS
}
