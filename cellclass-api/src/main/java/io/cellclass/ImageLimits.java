package io.cellclass;

/**
 * How large an image may be before it is refused, unread.
 *
 * @param pixels the largest number of pixels (columns times rows) that a file's header may claim
 */
public record ImageLimits(long pixels) {
  /** 100 megapixels. */
  public static final ImageLimits DEFAULT = new ImageLimits(100_000_000);

  /**
   * Checks the limit.
   *
   * @throws IllegalArgumentException if it is below 1 or more than an array can hold (about 715
   *     megapixels)
   */
  public ImageLimits {
    if (pixels < 1 || pixels > Integer.MAX_VALUE / 3) {
      throw new IllegalArgumentException(
          "the limit must be from 1 to " + Integer.MAX_VALUE / 3 + " pixels, not " + pixels);
    }
  }
}
