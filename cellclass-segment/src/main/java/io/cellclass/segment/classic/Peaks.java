package io.cellclass.segment.classic;

import java.util.Arrays;

/**
 * The maxima of a map that stand out: markers for a {@link Watershed}. Stateless and safe for
 * concurrent use.
 *
 * <p>A maximum's prominence is how far one has to go down from it to reach a higher one (its
 * dynamics, Grimaud 1992). What noise or a ragged outline raises stands out by little.
 */
public final class Peaks {
  private Peaks() {}

  /**
   * Marks one pixel of each maximum whose prominence is at least so much, and the highest of each
   * connected part of the mask, however low.
   *
   * @param values the map, row by row, such as {@link DistanceTransform#inside}
   * @param mask where to look; over its edges and corners its pixels hang together
   * @param prominence in the map's unit, at least 0
   * @return numbers from 1 at the maxima's pixels, in the order of their rows, and 0 elsewhere
   * @throws IllegalArgumentException if an array has not {@code width * height} values, a value is
   *     not a number, or the prominence is negative
   */
  public static int[] of(float[] values, boolean[] mask, float prominence, int width, int height) {
    Planes.requireNumbers(values, width, height, "value");
    Planes.require(mask.length, width, height, "a mask");
    if (!(prominence >= 0)) {
      throw new IllegalArgumentException("a prominence must not be negative, not " + prominence);
    }
    boolean[] peaks = new boolean[values.length];
    int[] higher = new int[values.length];
    Arrays.fill(higher, -1);
    for (int pixel : highestFirst(values, mask)) {
      int own = -1;
      for (int which = 0; which < Connectivity.EIGHT.neighbours(); which++) {
        int next = Connectivity.neighbour(pixel, which, width, height);
        if (next < 0 || higher[next] < 0) {
          continue;
        }
        int summit = summit(higher, next);
        if (own >= 0 && summit != own) {
          int lower = values[own] < values[summit] ? own : summit;
          // Where both are equally high the later row is taken for the lower one.
          if (values[own] == values[summit]) {
            lower = Math.max(own, summit);
          }
          peaks[lower] &= standsOut(values[lower], values[pixel], prominence);
          summit = lower == own ? summit : own;
          higher[lower] = summit;
        }
        own = summit;
      }
      higher[pixel] = own < 0 ? pixel : own;
      peaks[pixel] = own < 0;
    }
    return numbered(peaks);
  }

  /** Of two equal heights, as on a plateau, none stands out, even where no prominence is asked. */
  private static boolean standsOut(float summit, float pass, float prominence) {
    return summit > pass && summit - pass >= prominence;
  }

  private static int[] highestFirst(float[] values, boolean[] mask) {
    long[] keys = new long[values.length];
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      if (mask[i]) {
        int bits = Float.floatToIntBits(values[i] + 0f);
        int ordered = bits < 0 ? bits ^ Integer.MAX_VALUE : bits;
        keys[count++] = (long) ~ordered << 32 | i;
      }
    }
    Arrays.sort(keys, 0, count);
    int[] pixels = new int[count];
    for (int i = 0; i < count; i++) {
      pixels[i] = (int) keys[i];
    }
    return pixels;
  }

  private static int summit(int[] higher, int pixel) {
    int at = pixel;
    while (higher[at] != at) {
      higher[at] = higher[higher[at]];
      at = higher[at];
    }
    return at;
  }

  private static int[] numbered(boolean[] peaks) {
    int[] markers = new int[peaks.length];
    int count = 0;
    for (int i = 0; i < peaks.length; i++) {
      if (peaks[i]) {
        markers[i] = ++count;
      }
    }
    return markers;
  }
}
