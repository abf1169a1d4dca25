package io.cellclass.explain.picture;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as pictures show them. */
final class PictureNumber {
  private static final MathContext THREE_DIGITS = new MathContext(3);

  private PictureNumber() {}

  /** A number with three digits at most, such as 0, 12.5 or 3.2e-7. */
  static String of(double value) {
    BigDecimal rounded = new BigDecimal(value).round(THREE_DIGITS).stripTrailingZeros();
    if (rounded.signum() == 0) {
      return "0";
    }
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent >= -4 && exponent < 6) {
      return rounded.toPlainString();
    }
    BigDecimal digits = rounded.movePointLeft(exponent).stripTrailingZeros();
    return digits.toPlainString() + "e" + exponent;
  }

  /** A probability with two decimals; never 1.00 or 0.00 for what is not quite so. */
  static String probability(double value) {
    if (value > 0 && value < 0.005) {
      return "<0.01";
    }
    return value >= 0.995 && value < 1 ? ">0.99" : String.format(Locale.ROOT, "%.2f", value);
  }
}
