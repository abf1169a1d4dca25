package io.cellclass.tflite;

import com.google.common.primitives.ImmutableIntArray;
import org.jspecify.annotations.Nullable;

/**
 * A tensor of a graph: what an operator takes or gives.
 *
 * @param name what it is called
 * @param type what its values are
 * @param shape its sides
 * @param batched whether the first side is that of the batch, which is 1 until it is resized
 * @param buffer which buffer holds its values; 0, the empty one, for a value that is computed
 * @param scales what its whole numbers stand for, or null where it has none
 */
record LiteTensor(
    String name,
    ElementType type,
    ImmutableIntArray shape,
    boolean batched,
    int buffer,
    @Nullable Scales scales) {
  /** The number of values. */
  long size() {
    long size = 1;
    for (int i = 0; i < shape.length(); i++) {
      size = Math.multiplyExact(size, shape.get(i));
    }
    return size;
  }

  /** The last side. */
  int channels() {
    return shape.get(shape.length() - 1);
  }
}
