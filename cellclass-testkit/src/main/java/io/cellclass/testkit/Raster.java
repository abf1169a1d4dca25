package io.cellclass.testkit;

import org.jspecify.annotations.Nullable;

/**
 * A grid of points over the frame of an image.
 *
 * @param width the number of columns
 * @param height the number of rows
 * @param scale the number of points in a micrometre
 */
record Raster(int width, int height, double scale) {
  /** The place of a column's or row's middle, in micrometres. */
  double micrometres(int index) {
    return (index + 0.5) / scale;
  }

  /** The points within a reach of a place, in micrometres; none if all are outside the frame. */
  @Nullable Box window(double x, double y, double reach) {
    int left = (int) Math.max(0, Math.floor((x - reach) * scale));
    int top = (int) Math.max(0, Math.floor((y - reach) * scale));
    int right = (int) Math.min(width, Math.ceil((x + reach) * scale));
    int bottom = (int) Math.min(height, Math.ceil((y + reach) * scale));
    return right > left && bottom > top ? new Box(left, top, right - left, bottom - top) : null;
  }
}
