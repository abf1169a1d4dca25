package io.cellclass.segment.data;

/** Numbers the connected parts of a mask, from 1, in the order of their first pixels. */
final class ConnectedCells {
  private ConnectedCells() {}

  /**
   * The number of each pixel's part, 0 outside of the mask. Pixels are connected with their eight
   * neighbours.
   */
  static int[] number(int width, int height, boolean[] mask) {
    int[] numbers = new int[mask.length];
    int[] stack = new int[mask.length];
    int count = 0;
    for (int start = 0; start < mask.length; start++) {
      if (!mask[start] || numbers[start] != 0) {
        continue;
      }
      count++;
      numbers[start] = count;
      stack[0] = start;
      int size = 1;
      while (size > 0) {
        size = pushNeighbours(stack[size - 1], size - 1, stack, numbers, width, height, mask);
      }
    }
    return numbers;
  }

  /** Each pixel is pushed once at most, when it gets its number. Returns the stack's new size. */
  private static int pushNeighbours(
      int pixel, int size, int[] stack, int[] numbers, int width, int height, boolean[] mask) {
    int x = pixel % width;
    int y = pixel / width;
    int next = size;
    for (int row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
      for (int column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
        int neighbour = row * width + column;
        if (mask[neighbour] && numbers[neighbour] == 0) {
          numbers[neighbour] = numbers[pixel];
          stack[next++] = neighbour;
        }
      }
    }
    return next;
  }
}
