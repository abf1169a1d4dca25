package io.cellclass.network;

import com.google.common.primitives.ImmutableIntArray;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An array of float32 values with a shape, the last index running fastest. Immutable and safe for
 * concurrent use.
 */
public final class Tensor {
  private final ImmutableIntArray shape;
  private final float[] values;

  private Tensor(ImmutableIntArray shape, float[] values) {
    this.shape = shape;
    this.values = values;
  }

  /**
   * The tensor with these values.
   *
   * @param values the values; copied
   * @throws IllegalArgumentException if their number is not the product of the shape, or a side is
   *     not positive
   */
  public static Tensor of(float[] values, int... shape) {
    return owning(values.clone(), shape);
  }

  /** The tensor over an array that the caller gives up: spares a copy of millions of weights. */
  static Tensor owning(float[] values, int... shape) {
    long size = 1;
    for (int side : shape) {
      if (side < 1) {
        throw new IllegalArgumentException(
            "a tensor's sides must be positive, not " + Arrays.toString(shape));
      }
      // Once too large it stays so, and nothing overflows.
      size = size > values.length ? size : size * side;
    }
    if (size != values.length) {
      throw new IllegalArgumentException(
          "the shape " + Arrays.toString(shape) + " does not hold " + values.length + " values");
    }
    return new Tensor(ImmutableIntArray.copyOf(shape), values);
  }

  /** The sides, outermost first. */
  public ImmutableIntArray shape() {
    return shape;
  }

  /** The number of values. */
  public int size() {
    return values.length;
  }

  /**
   * The value at a position in memory order.
   *
   * @throws IndexOutOfBoundsException if there is no such position
   */
  public float get(int position) {
    return values[position];
  }

  /** A copy of the values in memory order. */
  public float[] values() {
    return values.clone();
  }

  /** A read-only view of the values in memory order. */
  public FloatBuffer asBuffer() {
    return FloatBuffer.wrap(values).asReadOnlyBuffer();
  }

  /** Whether shape and values are the same, to the last bit. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Tensor that
        && shape.equals(that.shape)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Tensor" + shape;
  }
}
