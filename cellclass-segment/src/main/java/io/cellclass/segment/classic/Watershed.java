package io.cellclass.segment.classic;

import java.util.Arrays;

/**
 * The watershed of a landscape that is flooded from markers (Meyer 1994). A pixel belongs to the
 * basin that touches it first; basins grow from their lowest pixels first, of equally low ones from
 * the one that was touched first. No lines are left between basins. Deterministic, stateless and
 * safe for concurrent use.
 */
public final class Watershed {
  private Watershed() {}

  /**
   * Floods a landscape, over edges and corners of pixels.
   *
   * @param landscape the height of each pixel, row by row; for touching cells, the negative
   *     distance to the background
   * @param markers where the flood begins: 0 for nowhere, or the number of a basin, not negative;
   *     markers outside the mask are ignored
   * @param mask where the flood may go
   * @return the number of each pixel's basin, row by row: 0 outside the mask and where the flood
   *     does not come
   * @throws IllegalArgumentException if an array has not {@code width * height} values, a height is
   *     not a number, or a marker is negative
   */
  public static int[] flood(
      float[] landscape, int[] markers, boolean[] mask, int width, int height) {
    Planes.requireNumbers(landscape, width, height, "height");
    Planes.require(markers.length, width, height, "markers");
    Planes.require(mask.length, width, height, "a mask");
    int[] basins = new int[mask.length];
    Queue queue = new Queue(mask.length);
    for (int i = 0; i < markers.length; i++) {
      if (markers[i] < 0) {
        throw new IllegalArgumentException("a marker is negative: " + markers[i]);
      }
      if (mask[i] && markers[i] > 0) {
        basins[i] = markers[i];
        queue.add(landscape[i], i);
      }
    }
    while (!queue.isEmpty()) {
      float level = queue.level();
      int pixel = queue.remove();
      for (int which = 0; which < Connectivity.EIGHT.neighbours(); which++) {
        int next = Connectivity.neighbour(pixel, which, width, height);
        if (next >= 0 && mask[next] && basins[next] == 0) {
          basins[next] = basins[pixel];
          queue.add(Math.max(level, landscape[next]), next);
        }
      }
    }
    return basins;
  }

  /** Pixels by height, and of one height by the order in which they came: a binary heap. */
  private static final class Queue {
    /** The height in the upper half, as bits that order like it; the turn in the lower one. */
    private long[] keys = new long[1024];

    private final int[] pixels;
    private int size;
    private int turns;

    /** A queue to which each of so many pixels is added once. */
    Queue(int most) {
      pixels = new int[most];
    }

    boolean isEmpty() {
      return size == 0;
    }

    float level() {
      int ordered = (int) (keys[0] >> 32);
      return Float.intBitsToFloat(ordered < 0 ? ordered ^ Integer.MAX_VALUE : ordered);
    }

    void add(float level, int pixel) {
      if (size == keys.length) {
        keys = Arrays.copyOf(keys, 2 * size);
      }
      // Adding 0 makes one zero of two, which are equally high.
      int bits = Float.floatToIntBits(level + 0f);
      long key = (long) (bits < 0 ? bits ^ Integer.MAX_VALUE : bits) << 32 | turns;
      pixels[turns++] = pixel;
      int at = size++;
      while (at > 0 && keys[(at - 1) / 2] > key) {
        keys[at] = keys[(at - 1) / 2];
        at = (at - 1) / 2;
      }
      keys[at] = key;
    }

    int remove() {
      int pixel = pixels[(int) keys[0]];
      long last = keys[--size];
      int at = 0;
      while (2 * at + 1 < size) {
        int child = 2 * at + 1;
        if (child + 1 < size && keys[child + 1] < keys[child]) {
          child++;
        }
        if (keys[child] >= last) {
          break;
        }
        keys[at] = keys[child];
        at = child;
      }
      keys[at] = last;
      return pixel;
    }
  }
}
