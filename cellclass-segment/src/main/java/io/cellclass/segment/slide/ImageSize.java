package io.cellclass.segment.slide;

/** The sides that a file claims. */
record ImageSize(long width, long height) {
  /** 65,536 squared: no TIFF file below 4 GB has more in practice, and sides stay integers. */
  private static final double MOST = 1L << 32;

  boolean isPossible() {
    return width >= 1
        && height >= 1
        && Math.max(width, height) <= Integer.MAX_VALUE
        && (double) width * height <= MOST;
  }

  long pixels() {
    return width * height;
  }

  @Override
  public String toString() {
    return width + "x" + height;
  }
}
