package io.cellclass.explain.picture;

import io.cellclass.Heatmap;
import io.cellclass.RgbImage;

/**
 * How large an image is drawn: first shrunk to a grid, each place of which is the mean of the area
 * that it covers, or else enlarged by a whole factor, each pixel becoming a square.
 *
 * @param width the columns of the grid: those of the image unless it is shrunk
 * @param height the rows of the grid
 * @param factor the pixels of the picture for each place of the grid, along a side
 * @param perPixel the pixels of the picture for each pixel of the image, along its width
 */
record PictureScale(int width, int height, int factor, double perPixel) {
  /**
   * The scale at which the longer side of an image is from {@code least} to {@code most} pixels
   * long; shorter where no whole factor makes it so.
   */
  static PictureScale of(RgbImage image, int least, int most) {
    int longer = Math.max(image.width(), image.height());
    if (longer > most) {
      double share = (double) most / longer;
      int width = Math.max(1, (int) Math.round(share * image.width()));
      int height = Math.max(1, (int) Math.round(share * image.height()));
      return new PictureScale(width, height, 1, (double) width / image.width());
    }
    int factor = Math.min((least + longer - 1) / longer, most / longer);
    return new PictureScale(image.width(), image.height(), factor, factor);
  }

  /** The columns of the picture. */
  int drawnWidth() {
    return width * factor;
  }

  /** The rows of the picture. */
  int drawnHeight() {
    return height * factor;
  }

  /** The colours {@code 0xRRGGBB} of the grid, row by row. */
  int[] grid(RgbImage image) {
    byte[] bytes = image.bytes();
    int[] result = new int[width * height];
    for (int channel = 0; channel < 3; channel++) {
      float[] values = new float[bytes.length / 3];
      for (int i = 0; i < values.length; i++) {
        values[i] = bytes[3 * i + channel] & 0xff;
      }
      float[] means = means(values, image.width(), image.height());
      for (int i = 0; i < result.length; i++) {
        result[i] |= Math.min(255, Math.round(means[i])) << (16 - 8 * channel);
      }
    }
    return result;
  }

  /** The values of the grid, row by row. */
  float[] grid(Heatmap map) {
    return means(map.values(), map.width(), map.height());
  }

  private float[] means(float[] values, int columns, int rows) {
    if (columns == width && rows == height) {
      return values;
    }
    float[] result = new float[width * height];
    for (int y = 0; y < height; y++) {
      double top = (double) y * rows / height;
      double bottom = (double) (y + 1) * rows / height;
      for (int x = 0; x < width; x++) {
        double left = (double) x * columns / width;
        double right = (double) (x + 1) * columns / width;
        double sum = 0;
        for (int row = (int) top; row < Math.min(bottom, rows); row++) {
          double tall = Math.min(bottom, row + 1) - Math.max(top, row);
          for (int column = (int) left; column < Math.min(right, columns); column++) {
            double wide = Math.min(right, column + 1) - Math.max(left, column);
            sum += tall * wide * values[row * columns + column];
          }
        }
        result[y * width + x] = (float) (sum / ((right - left) * (bottom - top)));
      }
    }
    return result;
  }
}
