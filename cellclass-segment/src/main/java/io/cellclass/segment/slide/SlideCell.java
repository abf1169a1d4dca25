package io.cellclass.segment.slide;

import io.cellclass.RgbImage;
import io.cellclass.segment.Box;
import io.cellclass.segment.LabelMap;

/**
 * One cell of an image, with its pixels: the smallest window that holds it.
 *
 * @param number from 1, in the order in which cells are handed over
 * @param left the window's first column in the image
 * @param top its first row
 * @param map the window, in which the cell is 1 and all else background
 * @param image the window's pixels
 * @param atEdge whether the cell touches the image's edge, so that a part of it may be missing
 * @param cut whether it reached out of what was seen of the image at once, so that a part of it is
 *     missing
 */
public record SlideCell(
    int number, int left, int top, LabelMap map, RgbImage image, boolean atEdge, boolean cut) {
  /**
   * Checks the window.
   *
   * @throws IllegalArgumentException if the map has not one cell, or the image not the map's size
   */
  public SlideCell {
    if (map.count() != 1 || map.width() != image.width() || map.height() != image.height()) {
      throw new IllegalArgumentException(
          "expected a map of one cell and an image of its size, found " + map + " and " + image);
    }
  }

  /** The smallest box that holds the cell, in the image. */
  public Box box() {
    return new Box(left, top, left + map.width(), top + map.height());
  }

  SlideCell numbered(int other) {
    return new SlideCell(other, left, top, map, image, atEdge, cut);
  }
}
