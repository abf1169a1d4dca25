package io.cellclass.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Masks whose measures are known. */
final class Masks {
  private Masks() {}

  /** A square in an image of 20 pixels more. */
  static PixelMask square(int side) {
    return PixelMask.of(
        side + 20, side + 20, (x, y) -> x >= 7 && x < 7 + side && y >= 9 && y < 9 + side);
  }

  /** The pixels whose centres lie in an ellipse turned by an angle in radians. */
  static PixelMask ellipse(double major, double minor, double angle) {
    int size = (int) (2 * major) + 10;
    double centre = size / 2.0 + 0.3;
    return PixelMask.of(
        size,
        size,
        (x, y) -> {
          double dx = x + 0.5 - centre;
          double dy = y + 0.5 - centre;
          double along = dx * Math.cos(angle) + dy * Math.sin(angle);
          double across = dy * Math.cos(angle) - dx * Math.sin(angle);
          return square(along / major) + square(across / minor) <= 1;
        });
  }

  static PixelMask disc(double radius) {
    return ellipse(radius, radius, 0);
  }

  static PixelMask ring(double outer, double inner) {
    PixelMask disc = disc(outer);
    double centre = disc.width() / 2.0 + 0.3;
    return PixelMask.of(
        disc.width(),
        disc.height(),
        (x, y) -> disc.contains(x, y) && Math.hypot(x + 0.5 - centre, y + 0.5 - centre) > inner);
  }

  /** A mask as a picture, in which # belongs to it. */
  static PixelMask drawn(String... rows) {
    return PixelMask.of(rows[0].length(), rows.length, (x, y) -> rows[y].charAt(x) == '#');
  }

  /** Small masks of rectangles thrown together. */
  static List<PixelMask> random(int count) {
    List<PixelMask> masks = new ArrayList<>();
    for (int seed = 0; seed < count; seed++) {
      Random random = new Random(seed);
      boolean[][] inside = new boolean[1 + random.nextInt(24)][1 + random.nextInt(24)];
      for (int i = random.nextInt(8); i >= 0; i--) {
        int top = random.nextInt(inside.length);
        int left = random.nextInt(inside[0].length);
        int bottom = top + random.nextInt(inside.length - top);
        int right = left + random.nextInt(inside[0].length - left);
        boolean value = random.nextInt(3) > 0;
        for (int y = top; y <= bottom; y++) {
          for (int x = left; x <= right; x++) {
            inside[y][x] = value;
          }
        }
      }
      masks.add(PixelMask.of(inside[0].length, inside.length, (x, y) -> inside[y][x]));
    }
    return masks;
  }

  private static double square(double x) {
    return x * x;
  }
}
