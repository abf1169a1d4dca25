package io.cellclass.dl4j;

import io.cellclass.network.InceptionV3;

/** Checks of settings that the trainers share. */
final class Requirements {
  private Requirements() {}

  static int size(int size) {
    return atLeast("size", InceptionV3.SMALLEST_SIZE, size);
  }

  static int atLeast(String name, int smallest, int value) {
    if (value < smallest) {
      throw new IllegalArgumentException(name + " must be at least " + smallest + ", not " + value);
    }
    return value;
  }
}
