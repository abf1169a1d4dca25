package io.cellclass.network;

import io.cellclass.RgbImage;

/**
 * The colour of the light in an image of a smear, as its clear ground shows it.
 *
 * <p>Of each channel, the highest level that at least three in a hundred pixels reach. A single
 * cell leaves more of the ground free than that; dust, noise and glints are rarer.
 *
 * @param red from 0 to 255
 * @param green from 0 to 255
 * @param blue from 0 to 255
 */
public record Background(int red, int green, int blue) {
  private static final double SHARE = 0.03;

  /** The background of an image. */
  public static Background of(RgbImage image) {
    long pixels = (long) image.width() * image.height();
    byte[] rgb = image.bytes();
    long[][] counts = new long[3][256];
    for (int i = 0; i < rgb.length; i++) {
      counts[i % 3][rgb[i] & 0xff]++;
    }
    return new Background(
        reached(counts[0], pixels), reached(counts[1], pixels), reached(counts[2], pixels));
  }

  private static int reached(long[] counts, long pixels) {
    int level = 255;
    long above = counts[level];
    while (above < SHARE * pixels) {
      above += counts[--level];
    }
    return level;
  }
}
