package io.cellclass.segment.classic;

/** Masks drawn with characters, for tests: {@code #} is inside, all else outside. */
final class Drawing {
  private Drawing() {}

  /** The mask, row by row. */
  static boolean[] mask(String... rows) {
    String all = String.join("", rows);
    boolean[] mask = new boolean[all.length()];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = all.charAt(i) == '#';
    }
    return mask;
  }
}
