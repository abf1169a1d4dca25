package io.cellclass.segment.data;

import java.util.Arrays;

/** Numbers of cells. */
final class Numbering {
  private Numbering() {}

  /** The positive numbers replaced by 1, 2, ... in their order; 0 stays. */
  static int[] withoutGaps(int[] numbers) {
    int[] present = Arrays.stream(numbers).filter(n -> n != 0).distinct().sorted().toArray();
    int[] dense = new int[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      dense[i] = numbers[i] == 0 ? 0 : Arrays.binarySearch(present, numbers[i]) + 1;
    }
    return dense;
  }
}
