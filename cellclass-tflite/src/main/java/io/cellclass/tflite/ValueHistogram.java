package io.cellclass.tflite;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * How often values were how large, in bins that widen as larger values come: one pass over any
 * number of images, in the same memory.
 */
final class ValueHistogram {
  /** On each side of zero. */
  private static final int BINS = 4096;

  private final long[] below = new long[BINS];
  private final long[] above = new long[BINS];
  private double width = 1e-6;
  private long count;

  /** Adds values, all finite. */
  void add(FloatBuffer values) {
    while (values.hasRemaining()) {
      add(values.get());
    }
  }

  private void add(float value) {
    double size = Math.abs(value);
    while (size >= width * BINS) {
      halve(below);
      halve(above);
      width *= 2;
    }
    long[] side = value < 0 ? below : above;
    side[(int) (size / width)]++;
    count++;
  }

  private static void halve(long[] bins) {
    for (int i = 0; i < BINS / 2; i++) {
      bins[i] = bins[2 * i] + bins[2 * i + 1];
    }
    Arrays.fill(bins, BINS / 2, BINS, 0);
  }

  /** The range without this share of all values at either end, to a whole bin. */
  Range without(double share) {
    long most = (long) Math.floor(count * share);
    return new Range(-end(below, most), end(above, most));
  }

  private double end(long[] bins, long most) {
    long left = most;
    for (int i = BINS - 1; i >= 0; i--) {
      left -= bins[i];
      if (left < 0) {
        return (i + 1) * width;
      }
    }
    return 0;
  }
}
