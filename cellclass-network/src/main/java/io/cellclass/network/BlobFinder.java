package io.cellclass.network;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Finds connected blobs (4-neighbourhood) of values above a threshold. For one use. */
final class BlobFinder {
  /**
   * A blob.
   *
   * @param area its number of pixels
   * @param x the column of its centre of mass
   * @param y the row of its centre of mass
   * @param cut whether it touches the border, and may go on beyond
   */
  record Blob(long area, double x, double y, boolean cut) {
    /** Its area, a cut one's divided by four: the cell that a picture was taken of lies within. */
    private double weight() {
      return cut ? area / 4.0 : area;
    }
  }

  private final byte[] values;
  private final int width;
  private final int height;
  private final int threshold;
  private final boolean[] seen;
  private int[] open = new int[1024];
  private int depth;

  BlobFinder(byte[] values, int width, int height, int threshold) {
    this.values = values;
    this.width = width;
    this.height = height;
    this.threshold = threshold;
    this.seen = new boolean[values.length];
  }

  /**
   * The blob of the largest area, where one that touches the border counts a quarter of its own;
   * the first of equals; null where nothing is above the threshold.
   */
  @Nullable Blob largest() {
    Blob largest = null;
    for (int i = 0; i < values.length; i++) {
      if (!seen[i] && isForeground(i)) {
        Blob blob = fill(i);
        if (largest == null || blob.weight() > largest.weight()) {
          largest = blob;
        }
      }
    }
    return largest;
  }

  private boolean isForeground(int position) {
    return (values[position] & 0xff) > threshold;
  }

  private Blob fill(int start) {
    long area = 0;
    double sumX = 0;
    double sumY = 0;
    boolean cut = false;
    visit(start);
    while (depth > 0) {
      int position = open[--depth];
      int x = position % width;
      int y = position / width;
      area++;
      sumX += x + 0.5;
      sumY += y + 0.5;
      cut |= x == 0 || y == 0 || x == width - 1 || y == height - 1;
      if (x > 0) {
        visit(position - 1);
      }
      if (x < width - 1) {
        visit(position + 1);
      }
      if (y > 0) {
        visit(position - width);
      }
      if (y < height - 1) {
        visit(position + width);
      }
    }
    return new Blob(area, sumX / area, sumY / area, cut);
  }

  private void visit(int position) {
    if (seen[position] || !isForeground(position)) {
      return;
    }
    seen[position] = true;
    if (depth == open.length) {
      open = Arrays.copyOf(open, 2 * depth);
    }
    open[depth++] = position;
  }
}
