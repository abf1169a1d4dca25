package io.cellclass.report;

import io.cellclass.RgbImage;
import java.awt.image.BufferedImage;

/**
 * A small copy of an image, of a fixed height. Each of its pixels is the mean of the area that it
 * covers, so that nothing is skipped.
 */
final class Thumbnail {
  /** The height at which a page shows it. */
  static final int HEIGHT = 128;

  private static final int WIDEST = 2 * HEIGHT;
  private static final int MOST_ROWS = 192;

  private Thumbnail() {}

  /** An image that is more than twice as wide as high is shown lower. */
  static Picture of(RgbImage image) {
    double scale = Math.min((double) HEIGHT / image.height(), (double) WIDEST / image.width());
    int width = Math.max(1, (int) Math.round(scale * image.width()));
    int height = Math.max(1, (int) Math.round(scale * image.height()));
    return new Picture(shrunk(image), width, height);
  }

  private static BufferedImage shrunk(RgbImage image) {
    double dense = (double) MOST_ROWS / HEIGHT;
    double scale =
        Math.min(1, Math.min((double) MOST_ROWS / image.height(), dense * WIDEST / image.width()));
    int width = Math.max(1, (int) Math.round(scale * image.width()));
    int height = Math.max(1, (int) Math.round(scale * image.height()));
    BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        small.setRGB(x, y, mean(image, x, y, width, height));
      }
    }
    return small;
  }

  /** The mean colour of the area behind a pixel of a copy that is so wide and high. */
  private static int mean(RgbImage image, int x, int y, int width, int height) {
    double left = (double) x * image.width() / width;
    double right = (double) (x + 1) * image.width() / width;
    double top = (double) y * image.height() / height;
    double bottom = (double) (y + 1) * image.height() / height;
    double red = 0;
    double green = 0;
    double blue = 0;
    for (int row = (int) top; row < Math.min(bottom, image.height()); row++) {
      double tall = Math.min(bottom, row + 1) - Math.max(top, row);
      for (int column = (int) left; column < Math.min(right, image.width()); column++) {
        double area = tall * (Math.min(right, column + 1) - Math.max(left, column));
        int rgb = image.rgb(column, row);
        red += area * (rgb >> 16 & 0xff);
        green += area * (rgb >> 8 & 0xff);
        blue += area * (rgb & 0xff);
      }
    }
    double all = (right - left) * (bottom - top);
    return rounded(red / all) << 16 | rounded(green / all) << 8 | rounded(blue / all);
  }

  private static int rounded(double value) {
    return (int) Math.min(255, Math.round(value));
  }
}
