package io.cellclass.testkit;

/** Smooth steps and joins. */
final class Blend {
  private Blend() {}

  /** 0 up to {@code low}, 1 from {@code high}, smooth between; low is below high. */
  static double step(double low, double high, double value) {
    double t = (value - low) / (high - low);
    if (t <= 0) {
      return 0;
    }
    if (t >= 1) {
      return 1;
    }
    return t * t * (3 - 2 * t);
  }

  /** The lesser of two distances, rounded where they differ by less than {@code width}. */
  static double join(double a, double b, double width) {
    double h = Math.max(width - Math.abs(a - b), 0) / width;
    return Math.min(a, b) - h * h * width / 4;
  }

  /** What of the first shape lies outside the second, as distances, with a rounded edge. */
  static double cut(double a, double b, double width) {
    return -join(-a, b, width);
  }
}
