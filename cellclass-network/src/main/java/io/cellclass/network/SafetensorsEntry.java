package io.cellclass.network;

import com.google.common.primitives.ImmutableIntArray;

/**
 * A tensor as the header of a safetensors file describes it.
 *
 * @param name its name
 * @param type its type in the file
 * @param shape its sides, each positive
 * @param size the number of its values
 * @param begin where its values begin, in bytes from the end of the header
 * @param end where they end
 */
record SafetensorsEntry(
    String name, Type type, ImmutableIntArray shape, int size, long begin, long end) {
  /** The types of values that are known here. */
  enum Type {
    F32(4),
    U8(1);

    final int bytes;

    Type(int bytes) {
      this.bytes = bytes;
    }
  }
}
