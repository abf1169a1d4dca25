package io.cellclass;

import java.io.IOException;

/** Told how an evaluation goes, on its thread. What it throws ends the evaluation. */
public interface EvaluationListener {
  /** A listener that lets an unreadable image end the evaluation. */
  static EvaluationListener none() {
    return new EvaluationListener() {};
  }

  /**
   * Some images have been dealt with.
   *
   * @param done how many images are classified or left out
   * @param total how many the data set has
   */
  default void progressed(int done, int total) {}

  /**
   * An image could not be read. If this method returns, the image is left out and the evaluation
   * goes on; as it stands it throws the problem.
   *
   * @param problem what reading the image threw, such as an {@link UnreadableImageException}
   */
  default void unreadable(Sample sample, IOException problem) throws IOException {
    throw problem;
  }
}
