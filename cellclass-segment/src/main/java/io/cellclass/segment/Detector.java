package io.cellclass.segment;

import io.cellclass.LabelSet;
import io.cellclass.RgbImage;
import java.util.List;

/** Finds cells in an image as boxes. Safe for concurrent use. */
public interface Detector extends AutoCloseable {
  /** What can be found. */
  LabelSet labels();

  /**
   * The cells of an image of any size.
   *
   * @return those found, with the highest score first
   * @throws IllegalStateException after {@link #close()}
   */
  List<Detection> detect(RgbImage image);

  /** Frees what the detector holds. Closing twice does nothing. */
  @Override
  default void close() {}
}
