package io.cellclass.explain.faithfulness;

import io.cellclass.Heatmap;
import java.util.Arrays;
import java.util.SplittableRandom;

/** The pixels of a map in the order of their values. */
final class PixelOrder {
  /** The same ties are broken in the same way always: a measure is a function of the map. */
  private static final long TIES = 0x7135;

  private PixelOrder() {}

  /**
   * The numbers of the pixels, counted row by row, largest value first. Equal values stand in a
   * pseudo-random order that depends on the size of the map alone, so that flat regions favour no
   * corner.
   */
  static int[] largestFirst(Heatmap map) {
    float[] values = map.values();
    int[] shuffled = shuffled(values.length);
    long[] keys = new long[values.length];
    for (int rank = 0; rank < keys.length; rank++) {
      keys[rank] = (long) rising(-values[shuffled[rank]]) << 32 | rank;
    }
    Arrays.sort(keys);
    int[] order = new int[keys.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = shuffled[(int) keys[i]];
    }
    return order;
  }

  /** An order from its end. */
  static int[] reversed(int[] order) {
    int[] reversed = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      reversed[i] = order[order.length - 1 - i];
    }
    return reversed;
  }

  /** An integer that rises with the value; zero is the same with both signs. */
  private static int rising(float value) {
    int bits = Float.floatToIntBits(value + 0f);
    return bits >= 0 ? bits : bits ^ 0x7fffffff;
  }

  private static int[] shuffled(int size) {
    SplittableRandom random = new SplittableRandom(TIES);
    int[] shuffled = new int[size];
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      shuffled[i] = shuffled[j];
      shuffled[j] = i;
    }
    return shuffled;
  }
}
