package io.cellclass.segment.slide;

import io.cellclass.RgbImage;

/** A rectangle of whole pixels in an image. */
record Region(int left, int top, int width, int height) {
  int right() {
    return left + width;
  }

  int bottom() {
    return top + height;
  }

  long area() {
    return (long) width * height;
  }

  boolean contains(double x, double y) {
    return x >= left && x < right() && y >= top && y < bottom();
  }

  boolean contains(Region other) {
    return other.left >= left
        && other.top >= top
        && other.right() <= right()
        && other.bottom() <= bottom();
  }

  /** This part of an image of which only a region is there. */
  RgbImage cut(RgbImage seen, Region of) {
    if (equals(of)) {
      return seen;
    }
    byte[] bytes = new byte[Math.toIntExact(3 * area())];
    int at = 0;
    for (int y = top - of.top; y < bottom() - of.top; y++) {
      for (int x = left - of.left; x < right() - of.left; x++) {
        int rgb = seen.rgb(x, y);
        bytes[at++] = (byte) (rgb >> 16);
        bytes[at++] = (byte) (rgb >> 8);
        bytes[at++] = (byte) rgb;
      }
    }
    return RgbImage.of(width, height, bytes);
  }

  /**
   * Refuses what is not inside an image.
   *
   * @throws IllegalArgumentException if it is not, or has no pixel
   */
  void requireInside(SlideImage image) {
    boolean inside =
        left >= 0
            && top >= 0
            && width >= 1
            && height >= 1
            && width <= image.width() - left
            && height <= image.height() - top;
    if (!inside) {
      throw new IllegalArgumentException("expected a region inside " + image + ", found " + this);
    }
  }

  @Override
  public String toString() {
    return width + "x" + height + " pixels at (" + left + ", " + top + ")";
  }
}
