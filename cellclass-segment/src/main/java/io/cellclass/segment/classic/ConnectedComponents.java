package io.cellclass.segment.classic;

/**
 * The parts of a mask that hang together. Stateless and safe for concurrent use.
 *
 * <p>Two passes with a forest of equivalent labels (Rosenfeld and Pfaltz 1966; paths are halved, so
 * that time is nearly linear).
 */
public final class ConnectedComponents {
  private ConnectedComponents() {}

  /**
   * The number of each pixel's component: 0 outside the mask, then from 1 in the order in which the
   * components' first pixels stand, row by row.
   *
   * @param mask the mask, row by row
   * @throws IllegalArgumentException if the mask has not {@code width * height} pixels
   */
  public static int[] of(boolean[] mask, int width, int height, Connectivity connectivity) {
    Planes.require(mask.length, width, height, "a mask");
    int[] parent = new int[mask.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int i = y * width + x;
        if (!mask[i]) {
          continue;
        }
        parent[i] = i;
        if (x > 0 && mask[i - 1]) {
          join(parent, i, i - 1);
        }
        if (y == 0) {
          continue;
        }
        if (mask[i - width]) {
          join(parent, i, i - width);
        }
        if (connectivity == Connectivity.EIGHT) {
          if (x > 0 && mask[i - width - 1]) {
            join(parent, i, i - width - 1);
          }
          if (x < width - 1 && mask[i - width + 1]) {
            join(parent, i, i - width + 1);
          }
        }
      }
    }
    return numbered(mask, parent);
  }

  /** The number of components: the highest of their numbers. */
  static int count(int[] components) {
    int highest = 0;
    for (int component : components) {
      highest = Math.max(highest, component);
    }
    return highest;
  }

  /** The number of pixels of each component, at its number; at 0 those outside the mask. */
  static int[] areas(int[] components) {
    int[] areas = new int[count(components) + 1];
    for (int component : components) {
      areas[component]++;
    }
    return areas;
  }

  /** The root is the first pixel of its set, so that it is met before all others. */
  private static int[] numbered(boolean[] mask, int[] parent) {
    int[] numbers = new int[mask.length];
    int count = 0;
    for (int i = 0; i < mask.length; i++) {
      if (mask[i]) {
        int root = root(parent, i);
        numbers[i] = root == i ? ++count : numbers[root];
      }
    }
    return numbers;
  }

  private static void join(int[] parent, int a, int b) {
    int first = root(parent, a);
    int second = root(parent, b);
    parent[Math.max(first, second)] = Math.min(first, second);
  }

  private static int root(int[] parent, int at) {
    int i = at;
    while (parent[i] != i) {
      parent[i] = parent[parent[i]];
      i = parent[i];
    }
    return i;
  }
}
