package io.cellclass.dl4j;

import java.util.Arrays;

/** Some of the pixels of an image; those beyond its border never belong to it. Immutable. */
final class PixelMask {
  private final boolean[] inside;
  private final int width;
  private final int height;
  private final int area;

  private PixelMask(boolean[] inside, int width, int height) {
    this.inside = inside;
    this.width = width;
    this.height = height;
    int count = 0;
    for (boolean pixel : inside) {
      count += pixel ? 1 : 0;
    }
    this.area = count;
  }

  /** Whether a pixel belongs to a mask. */
  interface Test {
    boolean contains(int x, int y);
  }

  /** The pixels of an image of this size that pass a test. */
  static PixelMask of(int width, int height, Test test) {
    boolean[] inside = new boolean[width * height];
    for (int i = 0; i < inside.length; i++) {
      inside[i] = test.contains(i % width, i / width);
    }
    return new PixelMask(inside, width, height);
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** The number of pixels in the mask. */
  int area() {
    return area;
  }

  boolean contains(int x, int y) {
    return x >= 0 && y >= 0 && x < width && y < height && inside[y * width + x];
  }

  /** By position, row after row. */
  boolean contains(int position) {
    return inside[position];
  }

  /** What belongs to this mask and not to the other. */
  PixelMask minus(PixelMask other) {
    return of(width, height, (x, y) -> contains(x, y) && !other.contains(x, y));
  }

  /**
   * Numbers the blobs, which hang together along edges of pixels.
   *
   * @return for each pixel the number of its blob, from 1; 0 outside
   */
  int[] blobs() {
    int[] numbers = new int[inside.length];
    int[] open = new int[inside.length];
    int blobs = 0;
    for (int start = 0; start < inside.length; start++) {
      if (!inside[start] || numbers[start] != 0) {
        continue;
      }
      numbers[start] = ++blobs;
      int depth = 0;
      open[depth++] = start;
      while (depth > 0) {
        int position = open[--depth];
        int x = position % width;
        for (int next :
            new int[] {
              x > 0 ? position - 1 : -1,
              x < width - 1 ? position + 1 : -1,
              position - width,
              position + width
            }) {
          if (next >= 0 && next < inside.length && inside[next] && numbers[next] == 0) {
            numbers[next] = blobs;
            open[depth++] = next;
          }
        }
      }
    }
    return numbers;
  }

  /** How many blobs there are. */
  int blobCount() {
    return Arrays.stream(blobs()).max().orElse(0);
  }
}
