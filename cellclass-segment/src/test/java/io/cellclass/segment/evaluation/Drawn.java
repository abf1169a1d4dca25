package io.cellclass.segment.evaluation;

import io.cellclass.segment.LabelMap;
import java.util.Arrays;
import java.util.function.IntBinaryOperator;

/** Maps and masks given by a formula of column and row. */
final class Drawn {
  static final int WIDTH = 64;
  static final int HEIGHT = 48;

  /** Whether a pixel belongs to a mask. */
  interface Formula {
    boolean holds(int x, int y);
  }

  private Drawn() {}

  static boolean[] mask(Formula formula) {
    return mask(WIDTH, HEIGHT, formula);
  }

  static boolean[] mask(int width, int height, Formula formula) {
    boolean[] mask = new boolean[width * height];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = formula.holds(i % width, i / width);
    }
    return mask;
  }

  /** A map of 64x48 pixels; its cells are numbered anew, without gaps. */
  static LabelMap map(IntBinaryOperator cell) {
    int[] cells = new int[WIDTH * HEIGHT];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = cell.applyAsInt(i % WIDTH, i / WIDTH);
    }
    int[] present = Arrays.stream(cells).filter(c -> c != 0).distinct().sorted().toArray();
    for (int i = 0; i < cells.length; i++) {
      cells[i] = cells[i] == 0 ? 0 : Arrays.binarySearch(present, cells[i]) + 1;
    }
    return LabelMap.of(WIDTH, HEIGHT, cells);
  }

  /** A map of one row. */
  static LabelMap row(int... cells) {
    return LabelMap.of(cells.length, 1, cells);
  }

  static int square(int value) {
    return value * value;
  }
}
