package io.cellclass.segment.neural;

/** The scale of pixels that the networks see. */
final class Pixels {
  private Pixels() {}

  /** From 0..255 to -1..1. */
  static float value(float shade) {
    return shade / 127.5f - 1;
  }
}
