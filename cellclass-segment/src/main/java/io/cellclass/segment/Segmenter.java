package io.cellclass.segment;

import io.cellclass.RgbImage;

/** Finds the pixels of each cell in an image. Safe for concurrent use. */
public interface Segmenter extends AutoCloseable {
  /**
   * The cells of an image of any size.
   *
   * @return a map of the image's size
   * @throws IllegalStateException after {@link #close()}
   */
  LabelMap segment(RgbImage image);

  /** Frees what the segmenter holds. Closing twice does nothing. */
  @Override
  default void close() {}
}
