package io.cellclass.testkit;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The visible pixels of one thing in an image, at least one. Pixels are addressed as in the image.
 * Immutable and safe for concurrent use.
 */
public final class CellMask {
  private final Box bounds;
  private final BitSet pixels;

  private CellMask(Box bounds, BitSet pixels) {
    this.bounds = bounds;
    this.pixels = pixels;
  }

  /** The pixels of a window that a test picks; none if it picks none. */
  static @Nullable CellMask of(Box window, PixelTest inside) {
    BitSet found = new BitSet(window.width() * window.height());
    int left = Integer.MAX_VALUE;
    int top = Integer.MAX_VALUE;
    int right = Integer.MIN_VALUE;
    int bottom = Integer.MIN_VALUE;
    for (int y = window.y(); y < window.y() + window.height(); y++) {
      for (int x = window.x(); x < window.x() + window.width(); x++) {
        if (inside.test(x, y)) {
          found.set((y - window.y()) * window.width() + x - window.x());
          left = Math.min(left, x);
          right = Math.max(right, x);
          top = Math.min(top, y);
          bottom = Math.max(bottom, y);
        }
      }
    }
    if (found.isEmpty()) {
      return null;
    }
    Box bounds = new Box(left, top, right - left + 1, bottom - top + 1);
    return new CellMask(bounds, cropped(found, window, bounds));
  }

  private static BitSet cropped(BitSet pixels, Box window, Box bounds) {
    BitSet cropped = new BitSet(bounds.width() * bounds.height());
    for (int y = 0; y < bounds.height(); y++) {
      int from = (bounds.y() + y - window.y()) * window.width() + bounds.x() - window.x();
      for (int x = 0; x < bounds.width(); x++) {
        cropped.set(y * bounds.width() + x, pixels.get(from + x));
      }
    }
    return cropped;
  }

  /** The smallest box that holds all pixels. */
  public Box bounds() {
    return bounds;
  }

  /** The number of pixels. */
  public int area() {
    return pixels.cardinality();
  }

  /** Whether the pixel belongs to the mask; false outside the image. */
  public boolean contains(int x, int y) {
    return bounds.contains(x, y) && pixels.get((y - bounds.y()) * bounds.width() + x - bounds.x());
  }

  /** The number of pixels that this mask and another share. */
  public int intersection(CellMask other) {
    int left = Math.max(bounds.x(), other.bounds.x());
    int right = Math.min(bounds.x() + bounds.width(), other.bounds.x() + other.bounds.width());
    int top = Math.max(bounds.y(), other.bounds.y());
    int bottom = Math.min(bounds.y() + bounds.height(), other.bounds.y() + other.bounds.height());
    int shared = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        if (contains(x, y) && other.contains(x, y)) {
          shared++;
        }
      }
    }
    return shared;
  }

  /** The pixels that this mask and another share, as a part of the smaller mask's, in [0, 1]. */
  public double overlap(CellMask other) {
    return (double) intersection(other) / Math.min(area(), other.area());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CellMask that
        && bounds.equals(that.bounds)
        && pixels.equals(that.pixels);
  }

  @Override
  public int hashCode() {
    return 31 * bounds.hashCode() + pixels.hashCode();
  }

  @Override
  public String toString() {
    return "CellMask[" + area() + " pixels in " + bounds + "]";
  }

  /** Whether a pixel of the image belongs. */
  @FunctionalInterface
  interface PixelTest {
    boolean test(int x, int y);
  }
}
