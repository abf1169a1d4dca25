package io.cellclass.network;

import java.util.Optional;

/**
 * Finds the scale and the minimum that give back float32 values which were widened from 8 bits.
 *
 * <p>A value tells of the line that it was rounded from only that it passes between two numbers
 * half a step to both sides. Each of up to 256 values is such a gate, and a line through all of
 * them is the answer.
 */
final class EightBitFit {
  private static final int MOST_LEVEL = 255;

  /**
   * How far, in levels, a value may be from one for a first look: float32 rounding moves it much
   * less.
   */
  private static final double NEAR = 0.01;

  /** The share by which the scale, guessed from the outermost values, can be wrong. */
  private static final double GUESS_ERROR = 1e-4;

  private static final int SEARCH_STEPS = 200;

  private final float[] values;
  private final int[] levels;

  private EightBitFit(float[] values, int[] levels) {
    this.values = values;
    this.levels = levels;
  }

  /**
   * The form that reproduces every value of a tensor to the last bit; empty where there is none.
   */
  static Optional<EightBit> of(Tensor tensor) {
    float[] distinct = EightBit.distinct(tensor.asBuffer());
    if (distinct.length == 0
        || !Float.isFinite(distinct[0])
        || !Float.isFinite(distinct[distinct.length - 1])) {
      return Optional.empty();
    }
    if (distinct.length == 1) {
      return exact(0, distinct[0], distinct);
    }
    for (int span = MOST_LEVEL; span >= distinct.length - 1; span--) {
      Optional<EightBit> form = fit(distinct, span);
      if (form.isPresent()) {
        return form;
      }
    }
    return Optional.empty();
  }

  /** Supposes that so many levels lie between the smallest and the largest value. */
  private static Optional<EightBit> fit(float[] distinct, int span) {
    double smallest = distinct[0];
    double guess = (distinct[distinct.length - 1] - smallest) / span;
    int[] levels = new int[distinct.length];
    int zero = -1;
    for (int i = 0; i < distinct.length; i++) {
      double level = (distinct[i] - smallest) / guess;
      levels[i] = (int) Math.rint(level);
      if (Math.abs(level - levels[i]) > NEAR) {
        return Optional.empty();
      }
      if (distinct[i] == 0) {
        zero = levels[i];
      }
    }
    EightBitFit fit = new EightBitFit(distinct, levels);
    return zero >= 0 ? fit.throughZeroAt(zero) : fit.betweenGates(guess);
  }

  /** Where a level is exactly zero, only the scale is free: the minimum is what makes it vanish. */
  private Optional<EightBit> throughZeroAt(int zero) {
    double lowest = 0;
    double highest = Double.MAX_VALUE;
    for (int i = 0; i < values.length; i++) {
      int steps = levels[i] - zero;
      if (steps != 0) {
        double one = below(values[i]) / steps;
        double other = above(values[i]) / steps;
        lowest = Math.max(lowest, Math.min(one, other));
        highest = Math.min(highest, Math.max(one, other));
      }
    }
    double scale = lowest + (highest - lowest) / 2;
    return exact(scale, -(scale * zero), values);
  }

  /**
   * The slack is a concave function of the scale: a ternary search finds its peak, bisections where
   * it vanishes on both sides. The middle between those is the surest; where values lie half-way
   * between two numbers, only the peak is left.
   */
  private Optional<EightBit> betweenGates(double guess) {
    double from = guess * (1 - GUESS_ERROR);
    double to = guess * (1 + GUESS_ERROR);
    for (int step = 0; step < SEARCH_STEPS; step++) {
      double third = (to - from) / 3;
      if (slack(from + third) < slack(to - third)) {
        from += third;
      } else {
        to -= third;
      }
    }
    double peak = from + (to - from) / 2;
    double lowest = lastWithSlack(peak, guess * (1 - GUESS_ERROR));
    double highest = lastWithSlack(peak, guess * (1 + GUESS_ERROR));
    return through(lowest + (highest - lowest) / 2).or(() -> through(peak));
  }

  private Optional<EightBit> through(double scale) {
    return exact(scale, lower(scale) + slack(scale) / 2, values);
  }

  private double lastWithSlack(double with, double without) {
    for (int step = 0; step < SEARCH_STEPS; step++) {
      double middle = with + (without - with) / 2;
      if (slack(middle) >= 0) {
        with = middle;
      } else {
        without = middle;
      }
    }
    return with;
  }

  private double slack(double scale) {
    return upper(scale) - lower(scale);
  }

  private double lower(double scale) {
    double lower = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < values.length; i++) {
      lower = Math.max(lower, below(values[i]) - scale * levels[i]);
    }
    return lower;
  }

  private double upper(double scale) {
    double upper = Double.POSITIVE_INFINITY;
    for (int i = 0; i < values.length; i++) {
      upper = Math.min(upper, above(values[i]) - scale * levels[i]);
    }
    return upper;
  }

  /** The end of the interval of numbers that round to a value. */
  private static double below(float value) {
    return ((double) value + Math.nextDown(value)) / 2;
  }

  private static double above(float value) {
    return ((double) value + Math.nextUp(value)) / 2;
  }

  private static Optional<EightBit> exact(double scale, double minimum, float[] values) {
    if (!EightBit.isValid(scale, minimum)) {
      return Optional.empty();
    }
    return Optional.of(new EightBit(scale, minimum)).filter(form -> form.reproduces(values));
  }
}
