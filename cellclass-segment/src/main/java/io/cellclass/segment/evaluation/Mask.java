package io.cellclass.segment.evaluation;

import io.cellclass.segment.LabelMap;
import io.cellclass.segment.PixelClass;

/** A set of pixels of an image. Nobody changes the array, which is row by row. */
final class Mask {
  final int width;
  final int height;
  final boolean[] set;

  Mask(int width, int height, boolean[] set) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "the sides of a mask must be positive, not " + width + "x" + height);
    }
    if (set.length != Math.multiplyExact(width, height)) {
      throw new IllegalArgumentException(
          "expected a mask of " + width + "x" + height + " pixels, found " + set.length);
    }
    this.width = width;
    this.height = height;
    this.set = set;
  }

  /** The pixels of all cells. */
  static Mask whole(LabelMap map) {
    int[] cells = map.cells();
    boolean[] set = new boolean[cells.length];
    for (int i = 0; i < set.length; i++) {
      set[i] = cells[i] != 0;
    }
    return new Mask(map.width(), map.height(), set);
  }

  /** The pixels of all nuclei. */
  static Mask nuclei(LabelMap map) {
    boolean[] set = new boolean[map.width() * map.height()];
    for (int i = 0; i < set.length; i++) {
      set[i] = map.pixelClass(i % map.width(), i / map.width()) == PixelClass.NUCLEUS;
    }
    return new Mask(map.width(), map.height(), set);
  }

  /** The pixels of the set with one of their four neighbours, or the image's border, beside it. */
  Mask boundary() {
    boolean[] edge = new boolean[set.length];
    for (int y = 0, i = 0; y < height; y++) {
      for (int x = 0; x < width; x++, i++) {
        edge[i] =
            set[i]
                && (x == 0
                    || x == width - 1
                    || y == 0
                    || y == height - 1
                    || !(set[i - 1] && set[i + 1] && set[i - width] && set[i + width]));
      }
    }
    return new Mask(width, height, edge);
  }

  int size() {
    int size = 0;
    for (boolean in : set) {
      size += in ? 1 : 0;
    }
    return size;
  }

  void requireSizeOf(Mask other) {
    if (width != other.width || height != other.height) {
      throw new IllegalArgumentException(
          "masks of different sizes: "
              + (width + "x" + height)
              + " and "
              + (other.width + "x" + other.height));
    }
  }
}
