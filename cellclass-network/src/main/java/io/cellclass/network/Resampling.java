package io.cellclass.network;

import io.cellclass.Frame;
import io.cellclass.RgbImage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Draws a frame of an image as a square, with a triangle filter as wide as an output pixel where
 * the frame is larger than the output (so that nothing is skipped) and linear interpolation where
 * it is smaller. Beyond its border the image is mirrored.
 */
final class Resampling {
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  /** Fewer rows are drawn sooner than handed to another core. */
  private static final int LEAST_ROWS = 32;

  private final byte[] rgb;
  private final Taps columns;
  private final Taps rows;
  private final int width;
  private final int size;

  Resampling(RgbImage image, Frame frame, int size) {
    this.rgb = image.bytes();
    this.width = image.width();
    this.size = size;
    this.columns = Taps.of(frame.x(), frame.width(), size, image.width());
    this.rows = Taps.of(frame.y(), frame.height(), size, image.height());
  }

  /** The values in [0, 255], {@code [row][column][channel]}. */
  float[] resample() {
    float[] result = new float[3 * size * size];
    int[] lastTap = rows.lastTaps(rgb.length / 3 / width);
    // One image alone is waited for: all cores draw it. Rows do not depend on each other.
    int strips = Math.max(1, Math.min(CORES, size / LEAST_ROWS));
    IntStream.range(0, strips)
        .parallel()
        .forEach(i -> draw(result, lastTap, i * size / strips, (i + 1) * size / strips));
    return result;
  }

  /** Draws rows of the output. */
  private void draw(float[] result, int[] lastTap, int from, int to) {
    Map<Integer, float[]> shrunk = new HashMap<>();
    Deque<float[]> free = new ArrayDeque<>();
    for (int y = from; y < to; y++) {
      int at = 3 * size * y;
      for (int tap = rows.start(y); tap < rows.start(y + 1); tap++) {
        int row = rows.position[tap];
        float[] source = shrunk.computeIfAbsent(row, r -> shrinkRow(r, free));
        float weight = rows.weight[tap];
        for (int i = 0; i < 3 * size; i++) {
          result[at + i] += weight * source[i];
        }
        if (tap == lastTap[row]) {
          shrunk.remove(row);
          free.push(source);
        }
      }
    }
  }

  /** The row at the output's width, in one of the arrays that are free, if any. */
  private float[] shrinkRow(int row, Deque<float[]> free) {
    float[] result = free.isEmpty() ? new float[3 * size] : free.pop();
    for (int x = 0; x < size; x++) {
      float red = 0;
      float green = 0;
      float blue = 0;
      for (int tap = columns.start(x); tap < columns.start(x + 1); tap++) {
        int at = 3 * (row * width + columns.position[tap]);
        float weight = columns.weight[tap];
        red += weight * (rgb[at] & 0xff);
        green += weight * (rgb[at + 1] & 0xff);
        blue += weight * (rgb[at + 2] & 0xff);
      }
      result[3 * x] = red;
      result[3 * x + 1] = green;
      result[3 * x + 2] = blue;
    }
    return result;
  }

  /** For each output pixel, the input pixels that it is a weighted mean of. */
  private static final class Taps {
    private final int[] starts;
    final int[] position;
    final float[] weight;

    private Taps(int[] starts, int[] position, float[] weight) {
      this.starts = starts;
      this.position = position;
      this.weight = weight;
    }

    static Taps of(double from, double length, int outputs, int inputs) {
      double step = length / outputs;
      double radius = Math.max(1, step);
      int most = (int) Math.ceil(2 * radius) + 1;
      int[] starts = new int[outputs + 1];
      int[] position = new int[outputs * most];
      float[] weight = new float[outputs * most];
      int count = 0;
      for (int i = 0; i < outputs; i++) {
        double centre = from + (i + 0.5) * step;
        int first = (int) Math.ceil(centre - radius - 0.5);
        double sum = 0;
        int start = count;
        for (int p = first; p + 0.5 < centre + radius; p++) {
          double w = 1 - Math.abs(p + 0.5 - centre) / radius;
          if (w > 0) {
            position[count] = mirrored(p, inputs);
            weight[count++] = (float) w;
            sum += w;
          }
        }
        for (int tap = start; tap < count; tap++) {
          weight[tap] = (float) (weight[tap] / sum);
        }
        starts[i + 1] = count;
      }
      return new Taps(starts, position, weight);
    }

    int start(int output) {
      return starts[output];
    }

    /** For each input pixel, the last tap that takes it. */
    int[] lastTaps(int inputs) {
      int[] last = new int[inputs];
      for (int tap = 0; tap < starts[starts.length - 1]; tap++) {
        last[position[tap]] = tap;
      }
      return last;
    }

    /** Reflects about the border, which itself is repeated: ... 1 0 | 0 1 2 | 2 1 ... */
    private static int mirrored(int p, int inputs) {
      int q = Math.floorMod(p, 2 * inputs);
      return q < inputs ? q : 2 * inputs - 1 - q;
    }
  }
}
