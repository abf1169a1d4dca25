package io.cellclass.segment.classic;

import java.util.Arrays;

/**
 * How far each pixel of a mask is from the nearest pixel outside it: the exact Euclidean distance
 * between centres of pixels, in time linear in their number (Felzenszwalb and Huttenlocher 2012).
 * Stateless and safe for concurrent use.
 */
public final class DistanceTransform {
  private static final int NONE = Integer.MAX_VALUE;

  private DistanceTransform() {}

  /**
   * The distance of each pixel, in pixels: 0 outside the mask, at least 1 inside. What lies beyond
   * the image is neither inside nor outside: a mask that is cut by the border goes on behind it.
   *
   * @param mask the mask, row by row
   * @return the distances, row by row; {@link Float#POSITIVE_INFINITY} everywhere if no pixel is
   *     outside the mask
   * @throws IllegalArgumentException if the mask has not {@code width * height} pixels
   */
  public static float[] inside(boolean[] mask, int width, int height) {
    Planes.require(mask.length, width, height, "a mask");
    int[] columns = alongColumns(mask, width, height);
    float[] distances = new float[mask.length];
    Envelope envelope = new Envelope(width);
    for (int y = 0; y < height; y++) {
      envelope.fill(columns, y * width, distances);
    }
    return distances;
  }

  /** The distance to the nearest pixel outside the mask in the same column. */
  private static int[] alongColumns(boolean[] mask, int width, int height) {
    int[] distances = new int[mask.length];
    for (int x = 0; x < width; x++) {
      int distance = NONE;
      for (int y = 0; y < height; y++) {
        distance = next(mask[y * width + x], distance);
        distances[y * width + x] = distance;
      }
      distance = NONE;
      for (int y = height - 1; y >= 0; y--) {
        distance = next(mask[y * width + x], distance);
        distances[y * width + x] = Math.min(distances[y * width + x], distance);
      }
    }
    return distances;
  }

  private static int next(boolean inside, int distance) {
    if (!inside) {
      return 0;
    }
    return distance == NONE ? NONE : distance + 1;
  }

  /**
   * The lower envelope of the parabolas {@code (x - v)^2 + column(v)^2} of one row. Two of them
   * meet at a multiple of 1 / 2(q - v), so that doubles never choose the wrong one.
   */
  private static final class Envelope {
    private final int width;
    private final int[] vertices;
    private final double[] from;

    Envelope(int width) {
      this.width = width;
      this.vertices = new int[width];
      this.from = new double[width];
    }

    void fill(int[] columns, int row, float[] distances) {
      int last = -1;
      for (int q = 0; q < width; q++) {
        if (columns[row + q] == NONE) {
          continue;
        }
        double start = Double.NEGATIVE_INFINITY;
        while (last >= 0) {
          start = meeting(columns, row, vertices[last], q);
          if (start > from[last]) {
            break;
          }
          last--;
        }
        last++;
        vertices[last] = q;
        from[last] = last == 0 ? Double.NEGATIVE_INFINITY : start;
      }
      if (last < 0) {
        Arrays.fill(distances, row, row + width, Float.POSITIVE_INFINITY);
        return;
      }
      int at = 0;
      for (int x = 0; x < width; x++) {
        while (at < last && from[at + 1] < x) {
          at++;
        }
        int v = vertices[at];
        distances[row + x] = (float) Math.sqrt(square(x - v) + square(columns[row + v]));
      }
    }

    private static double meeting(int[] columns, int row, int v, int q) {
      double ofV = square(columns[row + v]) + square(v);
      double ofQ = square(columns[row + q]) + square(q);
      return (ofQ - ofV) / (2.0 * (q - v));
    }

    private static double square(int value) {
      return (double) value * value;
    }
  }
}
