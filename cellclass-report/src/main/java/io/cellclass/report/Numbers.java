package io.cellclass.report;

import io.cellclass.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as the report prints them, alike in every locale. */
final class Numbers {
  /** What stands for a number that there is not. */
  static final String NONE = "\u2013";

  /** Patterns of numbers at axes. */
  static final String AXIS_WHOLE = "0";

  static final String AXIS_PERCENT = "0.## %";
  static final String AXIS_RATIO = "0.###";
  static final String AXIS_RATE = "0.#######";

  private Numbers() {}

  /** A share in per cent, to a tenth; what is no number, as a dash. */
  static String percent(double share) {
    return Double.isFinite(share) ? format("%.1f %%", 100 * share) : NONE;
  }

  /** A share in full per cent. */
  static String wholePercent(double share) {
    return format("%.0f %%", 100 * share);
  }

  /** Both ends in per cent. */
  static String percent(Interval interval) {
    return format("%.1f to %.1f %%", 100 * interval.low(), 100 * interval.high());
  }

  /** The Wilson interval of a share in per cent; of nothing, a dash. */
  static String interval(int successes, int trials) {
    return trials == 0 ? NONE : percent(Interval.wilson(successes, trials));
  }

  /** To three decimals; what is no number, as a dash. */
  static String ratio(double value) {
    return Double.isFinite(value) ? format("%.3f", value) : NONE;
  }

  /**
   * A share with as few digits, at least three after the point, as keep it above a smaller one.
   * What is printed is never more than the share itself.
   */
  static String above(double smaller, double share) {
    BigDecimal exact = new BigDecimal(share);
    int digits = 3;
    String printed = exact.setScale(digits, RoundingMode.FLOOR).toPlainString();
    // An exact double has a finite number of digits: with all of them it is the share.
    while (Double.parseDouble(printed) <= smaller) {
      digits++;
      printed = exact.setScale(digits, RoundingMode.FLOOR).toPlainString();
    }
    return printed;
  }

  /** A p-value: what is smaller than can be printed, as smaller. */
  static String pValue(double value) {
    return value < 0.0005 ? "< 0.001" : format("%.3f", value);
  }

  /** A rate such as 0.001 or 3e-5, to three digits. */
  static String rate(double value) {
    if (!Double.isFinite(value)) {
      return NONE;
    }
    if (value != 0 && Math.abs(value) < 1e-4) {
      String plain = format("%.2e", value);
      int e = plain.indexOf('e');
      BigDecimal digits = new BigDecimal(plain.substring(0, e)).stripTrailingZeros();
      return digits.toPlainString() + "e" + Integer.parseInt(plain.substring(e + 1));
    }
    return new BigDecimal(value, new MathContext(3)).stripTrailingZeros().toPlainString();
  }

  static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
