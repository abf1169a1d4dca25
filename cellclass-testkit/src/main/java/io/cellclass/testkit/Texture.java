package io.cellclass.testkit;

/**
 * Smooth noise over the plane: gradient noise on the unit lattice (Perlin, "Improving noise", 2002)
 * with 16 fixed gradients. About in [-1, 1], with mean 0.
 */
final class Texture {
  // Unit vectors, one every 22.5 degrees, as literals: no trigonometry at run time.
  private static final double A = 0.9238795325112867;
  private static final double B = 0.7071067811865476;
  private static final double C = 0.3826834323650898;
  private static final double[] GRADIENT_X = {
    1, A, B, C, 0, -C, -B, -A, -1, -A, -B, -C, 0, C, B, A
  };
  private static final double[] GRADIENT_Y = {
    0, C, B, A, 1, A, B, C, 0, -C, -B, -A, -1, -A, -B, -C
  };
  // Brings the extreme value, half the diagonal of a square, to 1.
  private static final double GAIN = 1.4142135623730951;

  private final int seed;

  Texture(int seed) {
    this.seed = seed;
  }

  double at(double x, double y) {
    double left = Math.floor(x);
    double top = Math.floor(y);
    int column = (int) left;
    int row = (int) top;
    double dx = x - left;
    double dy = y - top;
    double u = fade(dx);
    double v = fade(dy);
    double upper = mix(u, corner(column, row, dx, dy), corner(column + 1, row, dx - 1, dy));
    double lower =
        mix(u, corner(column, row + 1, dx, dy - 1), corner(column + 1, row + 1, dx - 1, dy - 1));
    return GAIN * mix(v, upper, lower);
  }

  /** Noise of two scales, the finer half as strong. */
  double rough(double x, double y) {
    return (at(x, y) + 0.5 * at(2.03 * x + 17.3, 2.03 * y - 9.1)) / 1.3;
  }

  private double corner(int column, int row, double dx, double dy) {
    int direction = hash(seed, column, row) >>> 28;
    return GRADIENT_X[direction] * dx + GRADIENT_Y[direction] * dy;
  }

  /** A well-mixed number for a lattice point. */
  static int hash(int seed, int column, int row) {
    int h = seed ^ column * 0x27d4eb2d ^ row * 0x165667b1;
    h = (h ^ h >>> 15) * 0x2c1b3c6d;
    h = (h ^ h >>> 12) * 0x297a2d39;
    return h ^ h >>> 15;
  }

  private static double fade(double t) {
    return t * t * t * (t * (6 * t - 15) + 10);
  }

  private static double mix(double share, double from, double to) {
    return from + share * (to - from);
  }
}
