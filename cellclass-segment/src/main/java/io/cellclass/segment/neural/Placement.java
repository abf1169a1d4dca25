package io.cellclass.segment.neural;

import io.cellclass.RgbImage;
import io.cellclass.segment.Box;
import java.util.random.RandomGenerator;

/**
 * Where a training view lies in an image: an affine map from the view's pixels to the image's.
 *
 * @param xx columns by columns; {@code x' = xx x + xy y + x0} of pixel centres
 */
record Placement(double xx, double xy, double x0, double yx, double yy, double y0) {
  /**
   * The middle of an image, as it is.
   *
   * @param width the view's
   */
  static Placement centred(RgbImage image, int width, int height) {
    return new Placement(
        1, 0, (image.width() - width) / 2.0, 0, 1, (image.height() - height) / 2.0);
  }

  /**
   * A random place: moved, turned, mirrored, larger or smaller.
   *
   * @param turn the largest angle in radians, besides mirroring
   * @param zoom the largest factor of the size, at least 1
   */
  static Placement random(
      RgbImage image, int width, int height, double turn, double zoom, RandomGenerator random) {
    double angle = turn * (2 * random.nextDouble() - 1);
    double size = Math.exp(Math.log(zoom) * (2 * random.nextDouble() - 1));
    double across = (random.nextBoolean() ? 1 : -1) * size;
    double down = (random.nextBoolean() ? 1 : -1) * size;
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    double xx = cos * across;
    double xy = -sin * down;
    double yx = sin * across;
    double yy = cos * down;
    double x = middle(image.width(), width * size, random);
    double y = middle(image.height(), height * size, random);
    return new Placement(
        xx,
        xy,
        x - xx * width / 2.0 - xy * height / 2.0,
        yx,
        yy,
        y - yx * width / 2.0 - yy * height / 2.0);
  }

  /** Where the middle of a view of this length lies: anywhere that shows as much as can be. */
  private static double middle(int length, double view, RandomGenerator random) {
    double room = Math.abs(length - view);
    // A tenth more, so that what is at the border is seen beside a border too.
    double reach = room / 2 + 0.1 * Math.min(length, view);
    return length / 2.0 + reach * (2 * random.nextDouble() - 1);
  }

  double sourceX(double x, double y) {
    return xx * x + xy * y + x0;
  }

  double sourceY(double x, double y) {
    return yx * x + yy * y + y0;
  }

  /** The upright box of the view about a box of the image. */
  Box toView(Box box) {
    double det = xx * yy - xy * yx;
    double dx = box.centreX() - x0;
    double dy = box.centreY() - y0;
    double x = (yy * dx - xy * dy) / det;
    double y = (xx * dy - yx * dx) / det;
    // Of an ellipse in the box, as cells are, not of the box's corners: those would grow it.
    double a = box.width() / 2;
    double b = box.height() / 2;
    double width = 2 * Math.hypot(yy * a, xy * b) / Math.abs(det);
    double height = 2 * Math.hypot(yx * a, xx * b) / Math.abs(det);
    return Box.centred(x, y, width, height);
  }
}
