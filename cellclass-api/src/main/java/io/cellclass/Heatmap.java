package io.cellclass;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A value for each pixel of an image. Immutable and safe for concurrent use. */
public final class Heatmap {
  private final int width;
  private final int height;
  private final float[] values;

  private Heatmap(int width, int height, float[] values) {
    this.width = width;
    this.height = height;
    this.values = values;
  }

  /**
   * The map with these values.
   *
   * @param values one for each pixel, row by row; copied
   * @throws IllegalArgumentException if a side is not positive, {@code values} is not {@code width
   *     * height} long, or a value is not finite
   */
  public static Heatmap of(int width, int height, float... values) {
    if (width < 1 || height < 1 || values.length != (long) width * height) {
      throw new IllegalArgumentException(
          "expected a value for each pixel of "
              + width
              + "x"
              + height
              + ", found "
              + values.length);
    }
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException("expected finite values, found " + value);
      }
    }
    return new Heatmap(width, height, values.clone());
  }

  /** The number of columns. */
  public int width() {
    return width;
  }

  /** The number of rows. */
  public int height() {
    return height;
  }

  /**
   * The value of a pixel.
   *
   * @throws IndexOutOfBoundsException if the pixel is outside the map
   */
  public float value(int x, int y) {
    if (x < 0 || x >= width || y < 0 || y >= height) {
      throw new IndexOutOfBoundsException(
          "pixel (" + x + ", " + y + ") of a " + width + "x" + height + " map");
    }
    return values[y * width + x];
  }

  /** The pixel of the largest value, the first of several; empty if no value is positive. */
  public Optional<Pixel> peak() {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return values[best] > 0 ? Optional.of(new Pixel(best % width, best / width)) : Optional.empty();
  }

  /** The map with zero where a value is negative: what speaks for the target. */
  public Heatmap positive() {
    float[] result = new float[values.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = Math.max(0, values[i]);
    }
    return new Heatmap(width, height, result);
  }

  /** A copy of the values, row by row. */
  public float[] values() {
    return values.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Heatmap that
        && width == that.width
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * width + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Heatmap[" + width + "x" + height + "]";
  }
}
