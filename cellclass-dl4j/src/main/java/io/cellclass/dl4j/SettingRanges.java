package io.cellclass.dl4j;

/** Refuses settings out of range, naming setting, range and value. */
final class SettingRanges {
  private SettingRanges() {}

  static int atLeast(String name, int smallest, int value) {
    if (value < smallest) {
      throw new IllegalArgumentException(name + " must be at least " + smallest + ", not " + value);
    }
    return value;
  }

  static double positive(String name, double value) {
    if (!(value > 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException(name + " must be positive and finite, not " + value);
    }
    return value;
  }

  static double notNegative(String name, double value) {
    if (!(value >= 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException(name + " must be finite and not negative, not " + value);
    }
    return value;
  }

  static double fromZeroBelowOne(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(name + " must be in [0, 1), not " + value);
    }
    return value;
  }
}
