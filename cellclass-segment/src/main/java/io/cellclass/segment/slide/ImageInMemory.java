package io.cellclass.segment.slide;

import io.cellclass.RgbImage;

/** An image that is there as a whole. */
record ImageInMemory(String name, RgbImage image) implements SlideImage {
  @Override
  public int width() {
    return image.width();
  }

  @Override
  public int height() {
    return image.height();
  }

  @Override
  public RgbImage read(int left, int top, int width, int height) {
    Region region = new Region(left, top, width, height);
    region.requireInside(this);
    return region.cut(image, new Region(0, 0, image.width(), image.height()));
  }

  @Override
  public void close() {}

  @Override
  public String toString() {
    return "SlideImage[" + name + ", " + width() + "x" + height() + "]";
  }
}
