package io.cellclass.segment.classic;

/** Which pixels hang together. */
public enum Connectivity {
  /** Those that share an edge. */
  FOUR(4),
  /** Those that share an edge or a corner. */
  EIGHT(8);

  private static final int[] ACROSS = {1, -1, 0, 0, 1, -1, 1, -1};
  private static final int[] DOWN = {0, 0, 1, -1, 1, 1, -1, -1};

  private final int neighbours;

  Connectivity(int neighbours) {
    this.neighbours = neighbours;
  }

  /** The number of neighbours of a pixel. */
  int neighbours() {
    return neighbours;
  }

  /**
   * The index of a pixel's neighbour, or -1 outside the image.
   *
   * @param pixel {@code y * width + x}
   * @param which from 0 to the number of neighbours; those at edges come first
   */
  static int neighbour(int pixel, int which, int width, int height) {
    int x = pixel % width + ACROSS[which];
    int y = pixel / width + DOWN[which];
    return x < 0 || x >= width || y < 0 || y >= height ? -1 : y * width + x;
  }
}
