package io.cellclass.segment.neural;

import io.cellclass.RgbImage;
import io.cellclass.network.Shape;

/**
 * How large an image is when a network sees it.
 *
 * @param kind whether every image is reduced alike, or each to a side
 * @param value by how much, at least 1; or the longer side in pixels
 */
public record InputScale(Kind kind, double value) {
  /** What the value is. */
  public enum Kind {
    /** Pixels of the image for one of the network's. */
    REDUCED("reduced"),
    /** The longer side, in the network's pixels. */
    FITTED("fitted");

    private final String text;

    Kind(String text) {
      this.text = text;
    }
  }

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if the value is out of range
   */
  public InputScale {
    if (!(value >= 1 && value <= 8192)) {
      throw new IllegalArgumentException("a scale must be from 1 to 8192, not " + value);
    }
  }

  /** Every image reduced by this factor, at least 1. */
  public static InputScale reduced(double factor) {
    return new InputScale(Kind.REDUCED, factor);
  }

  /** Each image made so large that its longer side has so many pixels. */
  public static InputScale fitted(int side) {
    return new InputScale(Kind.FITTED, side);
  }

  /** Such as {@code reduced:2} or {@code fitted:128}. */
  static InputScale parse(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length == 2) {
      double value = Double.parseDouble(parts[1]);
      for (Kind kind : Kind.values()) {
        if (kind.text.equals(parts[0])) {
          return new InputScale(kind, value);
        }
      }
    }
    throw new IllegalArgumentException("expected reduced:N or fitted:N, found " + text);
  }

  /**
   * Refuses to enlarge images without measure.
   *
   * @throws IllegalArgumentException if images are fitted to more than four times the input
   */
  void requireFor(Shape input) {
    if (kind == Kind.FITTED && value > 4.0 * Math.max(input.rows(), input.columns())) {
      throw new IllegalArgumentException(
          "the scale " + this + " is too large for an input of " + input);
    }
  }

  /** The image as the network sees it. */
  RgbImage apply(RgbImage image) {
    double factor =
        kind == Kind.REDUCED ? 1 / value : value / Math.max(image.width(), image.height());
    return Resized.of(image, side(image.width(), factor), side(image.height(), factor));
  }

  private static int side(int pixels, double factor) {
    return (int) Math.max(1, Math.round(pixels * factor));
  }

  /** What {@link #parse} takes. */
  @Override
  public String toString() {
    return kind.text + ":" + value;
  }
}
