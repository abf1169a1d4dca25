package io.cellclass.benchmarks;

import java.io.IOException;

/** Something that classifies the same images again and again. */
interface Peer extends AutoCloseable {
  /** Classifies the images once; what comes of it is for JMH to swallow. */
  Object classify() throws IOException;

  /** The probabilities of the first image, in the order of the labels. */
  float[] first() throws IOException;

  @Override
  void close();
}
