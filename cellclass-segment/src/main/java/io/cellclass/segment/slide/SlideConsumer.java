package io.cellclass.segment.slide;

import java.io.IOException;

/** Takes the cells of an image one by one, on the thread that looks for them. */
@FunctionalInterface
public interface SlideConsumer<T> {
  /**
   * Takes a cell.
   *
   * @throws IOException to end the work
   */
  void accept(T cell) throws IOException;
}
