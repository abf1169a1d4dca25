package io.cellclass.segment.slide;

import java.util.ArrayList;
import java.util.List;

/**
 * How an image is divided: square blocks that lie side by side, each seen with a margin around it.
 *
 * @param side of a block in pixels
 * @param margin on each side of a block, as far as the image reaches
 */
record Blocks(int side, int margin) {
  /**
   * Views begin at multiples of this where the side and the margin are such: a network that pools
   * five times, or an image reduced by two and pooled four times, then sees the same grid in each.
   */
  static final int GRID = 64;

  static final Blocks DEFAULT = new Blocks(2048, 256);

  /** A block of an image: its own part, and what is seen of it. */
  record Block(Region own, Region view) {}

  Blocks {
    if (side < GRID || margin < 1) {
      throw new IllegalArgumentException(
          "expected blocks of at least "
              + GRID
              + " pixels and a margin of at least 1, found "
              + side
              + " and "
              + margin);
    }
  }

  /** The blocks of an image, row by row. */
  List<List<Block>> of(int width, int height) {
    List<List<Block>> rows = new ArrayList<>();
    for (int top = 0; top < height; top += Math.min(side, height - top)) {
      List<Block> row = new ArrayList<>();
      for (int left = 0; left < width; left += Math.min(side, width - left)) {
        Region own =
            new Region(left, top, Math.min(side, width - left), Math.min(side, height - top));
        row.add(new Block(own, view(own, width, height)));
      }
      rows.add(row);
    }
    return rows;
  }

  private Region view(Region own, int width, int height) {
    int left = Math.max(0, own.left() - margin);
    int top = Math.max(0, own.top() - margin);
    int right = (int) Math.min(width, (long) own.right() + margin);
    int bottom = (int) Math.min(height, (long) own.bottom() + margin);
    return new Region(left, top, right - left, bottom - top);
  }

  /** How far from a border between blocks what is seen there is compared with the other view's. */
  double reach() {
    return margin / 4.0;
  }
}
