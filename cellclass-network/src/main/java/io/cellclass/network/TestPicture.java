package io.cellclass.network;

import io.cellclass.RgbImage;

/**
 * Draws the picture of a test vector: a pale background with a gradient, a cell and its nucleus as
 * discs, and grain. The arithmetic is on integers only (docs/bundle-format.md, "Test vectors"), so
 * that every reader draws the same bytes.
 */
final class TestPicture {
  private static final int GRAIN_SIDE = 3;
  private static final int GRAIN_ROW = 1024;

  private final int width;
  private final int height;
  private final long seed;
  private final int side;
  private final int centreX;
  private final int centreY;

  private TestPicture(int width, int height, long seed) {
    this.width = width;
    this.height = height;
    this.seed = seed;
    this.side = Math.min(width, height);
    this.centreX = width / 2 + offset(-1);
    this.centreY = height / 2 + offset(-2);
  }

  static RgbImage draw(int width, int height, long seed) {
    return new TestPicture(width, height, seed).draw();
  }

  private RgbImage draw() {
    byte[] rgb = new byte[3 * width * height];
    int at = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int colour = colour(x, y);
        int grain = grain(x, y);
        rgb[at++] = shade((colour >> 16) + grain);
        rgb[at++] = shade((colour >> 8 & 0xff) + grain);
        rgb[at++] = shade((colour & 0xff) + grain);
      }
    }
    return RgbImage.of(width, height, rgb);
  }

  private int colour(int x, int y) {
    int dx = x - centreX;
    int dy = y - centreY;
    int distanceSquared = dx * dx + dy * dy;
    if (distanceSquared <= square(side / 4)) {
      return rgb(104 + 40 * dx / side, 52, 150 + 40 * dy / side);
    }
    if (distanceSquared <= square(side * 2 / 5)) {
      return rgb(206, 186 + 40 * dx / side, 220);
    }
    return rgb(240 - 24 * x / width, 228 - 24 * y / height, 232);
  }

  /** From -8 to 7, the same in squares of 3x3 pixels, so that it outlives a reduction. */
  private int grain(int x, int y) {
    long square = (long) (y / GRAIN_SIDE) * GRAIN_ROW + x / GRAIN_SIDE;
    return (int) (mix(square) >>> 60) - 8;
  }

  /** From minus to plus an eighth of the shorter side. */
  private int offset(long what) {
    int eighth = side / 8;
    return (int) Long.remainderUnsigned(mix(what), 2L * eighth + 1) - eighth;
  }

  /**
   * The output function of SplitMix64 (Steele et al. 2014) at a position of the seed's sequence.
   */
  private long mix(long position) {
    long z = seed + position * 0x9E3779B97F4A7C15L;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }

  private static int rgb(int red, int green, int blue) {
    return red << 16 | green << 8 | blue;
  }

  private static int square(int value) {
    return value * value;
  }

  private static byte shade(int value) {
    return (byte) Math.max(0, Math.min(255, value));
  }
}
