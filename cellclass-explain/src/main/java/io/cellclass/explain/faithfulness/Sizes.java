package io.cellclass.explain.faithfulness;

import io.cellclass.Heatmap;
import io.cellclass.RgbImage;

/** What messages say of sizes, and the checks that sizes agree. */
final class Sizes {
  private Sizes() {}

  static String text(int width, int height) {
    return width + "x" + height;
  }

  static void requireSame(RgbImage image, Heatmap map) {
    require(image.width(), image.height(), "an image", map.width(), map.height(), "a map");
  }

  static void requireSame(Heatmap map, Mask mask) {
    require(map.width(), map.height(), "a map", mask.width(), mask.height(), "a mask");
  }

  static void requireSame(Heatmap first, Heatmap second) {
    require(first.width(), first.height(), "a map", second.width(), second.height(), "a map");
  }

  private static void require(
      int width, int height, String what, int otherWidth, int otherHeight, String other) {
    if (width != otherWidth || height != otherHeight) {
      throw new IllegalArgumentException(
          "expected sizes that agree, found "
              + what
              + " of "
              + text(width, height)
              + " and "
              + other
              + " of "
              + text(otherWidth, otherHeight));
    }
  }
}
