package io.cellclass.segment.evaluation;

import java.io.IOException;

/** Told how an evaluation goes, on its thread. */
@FunctionalInterface
public interface ProgressListener {
  /** A listener that does nothing. */
  static ProgressListener none() {
    return (done, total) -> {};
  }

  /**
   * An image has been dealt with.
   *
   * @param done how many images have been, this one counted
   * @param total how many there are
   * @throws IOException to end the evaluation
   */
  void progressed(int done, int total) throws IOException;
}
