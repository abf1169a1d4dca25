package io.cellclass.segment.slide;

import java.io.IOException;

/** Told how far an image has been seen, on the thread that sees it. */
@FunctionalInterface
public interface BlockListener {
  /** A listener that does nothing. */
  static BlockListener none() {
    return (done, total) -> {};
  }

  /**
   * A block has been dealt with.
   *
   * @param done how many blocks have been, this one counted
   * @param total how many the image has
   * @throws IOException to end the work
   */
  void progressed(int done, int total) throws IOException;
}
