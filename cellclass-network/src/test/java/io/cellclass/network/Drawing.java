package io.cellclass.network;

import io.cellclass.RgbImage;

/** Discs on a plain background, drawn with soft borders so that their place is exact. */
final class Drawing {
  static final int BACKGROUND = 0xebe6e8;
  static final int RED_CELL = 0xe0a0a4;
  static final int CYTOPLASM = 0xb4aad2;
  static final int NUCLEUS = 0x603096;

  private static final int SAMPLES = 5;

  private final int width;
  private final int height;
  private final byte[] bytes;

  private Drawing(int width, int height) {
    this.width = width;
    this.height = height;
    this.bytes = new byte[3 * width * height];
  }

  static Drawing blank(int width, int height) {
    return plain(width, height, BACKGROUND);
  }

  static Drawing plain(int width, int height, int colour) {
    Drawing drawing = new Drawing(width, height);
    for (int i = 0; i < width * height; i++) {
      drawing.mix(i, colour, 1);
    }
    return drawing;
  }

  /** Around a point, in pixels from the upper left corner of the image. */
  Drawing disc(double centreX, double centreY, double radius, int colour) {
    for (int i = 0; i < width * height; i++) {
      mix(i, colour, share(column(i) - centreX, row(i) - centreY, radius));
    }
    return this;
  }

  /**
   * How much of a pixel lies within a disc around the origin; (x, y) is the pixel's upper left
   * corner.
   */
  private static double share(double x, double y, double radius) {
    double distance = Math.sqrt((x + 0.5) * (x + 0.5) + (y + 0.5) * (y + 0.5));
    if (Math.abs(distance - radius) > 1) {
      return distance < radius ? 1 : 0;
    }
    int inside = 0;
    for (int i = 0; i < SAMPLES; i++) {
      for (int j = 0; j < SAMPLES; j++) {
        double dx = x + (i + 0.5) / SAMPLES;
        double dy = y + (j + 0.5) / SAMPLES;
        inside += dx * dx + dy * dy < radius * radius ? 1 : 0;
      }
    }
    return inside / (double) (SAMPLES * SAMPLES);
  }

  private int column(int pixel) {
    return pixel % width;
  }

  private int row(int pixel) {
    return pixel / width;
  }

  private void mix(int pixel, int colour, double share) {
    for (int channel = 0; channel < 3; channel++) {
      int at = 3 * pixel + channel;
      int value = (colour >> (16 - 8 * channel)) & 0xff;
      bytes[at] = (byte) Math.round((bytes[at] & 0xff) * (1 - share) + value * share);
    }
  }

  RgbImage image() {
    return RgbImage.of(width, height, bytes);
  }
}
