package io.cellclass.segment;

import java.util.Arrays;

/**
 * Which cell each pixel of an image belongs to: 0 for background, then the cells from 1 without
 * gaps; and, where that is known, the {@link PixelClass} of each pixel. Immutable and safe for
 * concurrent use.
 */
public final class LabelMap {
  private final int width;
  private final int height;
  private final int[] cells;
  private final PixelClass[] classes;
  private final int count;

  private LabelMap(int width, int height, int[] cells, PixelClass[] classes) {
    requireSize(width, height, cells.length, "cells");
    this.width = width;
    this.height = height;
    this.cells = cells;
    this.classes = classes;
    this.count = count(cells);
  }

  /**
   * The map of these cells, whose pixels' classes are not known.
   *
   * @param cells the number of each pixel's cell, row by row; copied
   * @throws IllegalArgumentException if they are not {@code width * height}, one is negative, or a
   *     number below the highest has no pixel
   */
  public static LabelMap of(int width, int height, int[] cells) {
    return new LabelMap(width, height, cells.clone(), new PixelClass[0]);
  }

  /**
   * The map of these cells and classes.
   *
   * @param cells the number of each pixel's cell, row by row; copied
   * @param classes the class of each pixel, row by row: {@link PixelClass#BACKGROUND} where no cell
   *     is, and only there; copied
   * @throws IllegalArgumentException as the other method does, and if the classes do not fit the
   *     cells
   */
  public static LabelMap of(int width, int height, int[] cells, PixelClass[] classes) {
    requireSize(width, height, classes.length, "classes");
    LabelMap map = new LabelMap(width, height, cells.clone(), classes.clone());
    for (int i = 0; i < map.cells.length; i++) {
      if ((map.classes[i] == PixelClass.BACKGROUND) != (map.cells[i] == 0)) {
        throw new IllegalArgumentException(
            "pixel ("
                + i % width
                + ", "
                + i / width
                + ") is of cell "
                + map.cells[i]
                + " and yet "
                + map.classes[i]);
      }
    }
    return map;
  }

  private static void requireSize(int width, int height, int length, String what) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "the sides of a map must be positive, not " + width + "x" + height);
    }
    if (length != Math.multiplyExact(width, height)) {
      throw new IllegalArgumentException(
          "expected " + what + " of " + width + "x" + height + " pixels, found " + length);
    }
  }

  private static int count(int[] cells) {
    int highest = 0;
    for (int cell : cells) {
      if (cell < 0) {
        throw new IllegalArgumentException("the number of a cell is negative: " + cell);
      }
      highest = Math.max(highest, cell);
    }
    if (highest > cells.length) {
      throw new IllegalArgumentException(
          "cell " + highest + " of " + cells.length + " pixels: numbers must have no gaps");
    }
    boolean[] seen = new boolean[highest + 1];
    for (int cell : cells) {
      seen[cell] = true;
    }
    for (int cell = 1; cell <= highest; cell++) {
      if (!seen[cell]) {
        throw new IllegalArgumentException(
            "cell " + cell + " has no pixel, and there is a cell " + highest);
      }
    }
    return highest;
  }

  /** The width in pixels. */
  public int width() {
    return width;
  }

  /** The height in pixels. */
  public int height() {
    return height;
  }

  /** The number of cells. */
  public int count() {
    return count;
  }

  /**
   * The number of the cell that a pixel belongs to, 0 for background.
   *
   * @throws IndexOutOfBoundsException if the pixel is outside the map
   */
  public int cell(int x, int y) {
    return cells[index(x, y)];
  }

  /** Whether the class of each pixel is known. */
  public boolean hasPixelClasses() {
    return classes.length > 0;
  }

  /**
   * The class of a pixel. Where classes are not known, a pixel of a cell is {@link
   * PixelClass#CYTOPLASM}.
   *
   * @throws IndexOutOfBoundsException if the pixel is outside the map
   */
  public PixelClass pixelClass(int x, int y) {
    int index = index(x, y);
    if (hasPixelClasses()) {
      return classes[index];
    }
    return cells[index] == 0 ? PixelClass.BACKGROUND : PixelClass.CYTOPLASM;
  }

  private int index(int x, int y) {
    if (x < 0 || x >= width || y < 0 || y >= height) {
      throw new IndexOutOfBoundsException("pixel (" + x + ", " + y + ") of " + this);
    }
    return y * width + x;
  }

  /** A copy of {@link #cell} of each pixel, row by row. */
  public int[] cells() {
    return cells.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LabelMap map
        && width == map.width
        && height == map.height
        && Arrays.equals(cells, map.cells)
        && Arrays.equals(classes, map.classes);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(cells) + Arrays.hashCode(classes);
  }

  @Override
  public String toString() {
    return "LabelMap[" + width + "x" + height + ", " + count + " cells]";
  }
}
