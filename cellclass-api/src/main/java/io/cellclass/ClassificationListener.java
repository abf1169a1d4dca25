package io.cellclass;

import java.io.IOException;

/** Told what images were taken for, on the thread that classifies. What it throws ends the work. */
public interface ClassificationListener {
  /** An image has been classified. Images are told of in their order. */
  void classified(ImageSource source, Prediction prediction) throws IOException;

  /**
   * An image could not be read. If this method returns, the image is left out and the work goes on;
   * as it stands it throws the problem.
   *
   * @param problem what reading the image threw, such as an {@link UnreadableImageException}
   */
  default void unreadable(ImageSource source, IOException problem) throws IOException {
    throw problem;
  }
}
