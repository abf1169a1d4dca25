package io.cellclass.testkit;

import io.cellclass.RgbImage;
import java.util.Arrays;
import java.util.List;

/**
 * A drawn image of a blood smear and the exact truth about it. Immutable and safe for concurrent
 * use.
 *
 * <p>Every white cell, red cell and platelet of which a pixel lies in the frame is listed, with its
 * visible pixels. Where two overlap, the pixels that they share belong to both masks.
 */
public final class SyntheticSmear {
  private final RgbImage image;
  private final List<WhiteCell> whiteCells;
  private final List<CellMask> redCells;
  private final List<CellMask> platelets;
  private final int[] instances;

  SyntheticSmear(
      RgbImage image,
      List<WhiteCell> whiteCells,
      List<CellMask> redCells,
      List<CellMask> platelets) {
    this.image = image;
    this.whiteCells = List.copyOf(whiteCells);
    this.redCells = List.copyOf(redCells);
    this.platelets = List.copyOf(platelets);
    this.instances = new int[image.width() * image.height()];
    int reds = whiteCells.size() + 1;
    number(this.redCells, reds);
    number(this.platelets, reds + redCells.size());
    number(this.whiteCells.stream().map(WhiteCell::cell).toList(), 1);
  }

  private void number(List<CellMask> masks, int first) {
    for (int i = 0; i < masks.size(); i++) {
      CellMask mask = masks.get(i);
      Box box = mask.bounds();
      for (int y = box.y(); y < box.y() + box.height(); y++) {
        for (int x = box.x(); x < box.x() + box.width(); x++) {
          if (mask.contains(x, y)) {
            instances[y * image.width() + x] = first + i;
          }
        }
      }
    }
  }

  /** The picture. */
  public RgbImage image() {
    return image;
  }

  /** The white cells; of a single-cell image the one near the centre comes first. */
  public List<WhiteCell> whiteCells() {
    return whiteCells;
  }

  /** The red cells. */
  public List<CellMask> redCells() {
    return redCells;
  }

  /** The platelets. */
  public List<CellMask> platelets() {
    return platelets;
  }

  /**
   * The number of what a pixel shows: 0 for background, then the white cells from 1 in the order of
   * their list, then the red cells, then the platelets. Where cells overlap, a white cell comes
   * before a platelet, a platelet before a red cell, and a later one before an earlier one.
   *
   * @throws IndexOutOfBoundsException if the pixel is outside the image
   */
  public int instance(int x, int y) {
    if (x < 0 || x >= image.width() || y < 0 || y >= image.height()) {
      throw new IndexOutOfBoundsException("pixel (" + x + ", " + y + ") of " + image);
    }
    return instances[y * image.width() + x];
  }

  /** A copy of {@link #instance} of each pixel, row by row. */
  public int[] instances() {
    return Arrays.copyOf(instances, instances.length);
  }

  @Override
  public String toString() {
    return "SyntheticSmear["
        + image
        + ", "
        + whiteCells.size()
        + " white cells, "
        + redCells.size()
        + " red cells, "
        + platelets.size()
        + " platelets]";
  }
}
