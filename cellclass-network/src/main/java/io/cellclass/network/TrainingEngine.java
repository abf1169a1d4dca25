package io.cellclass.network;

import java.util.Optional;
import java.util.ServiceLoader;

/**
 * What trains networks for others, such as for a segmenter, whose losses it need not know; found by
 * {@link ServiceLoader}.
 */
public interface TrainingEngine {
  /** The engine's name, such as {@code dl4j}. */
  String name();

  /**
   * Prepares a network to be trained. The caller closes the session.
   *
   * @param network a network with one output, without dropout; its weights are where training
   *     starts
   * @throws IllegalArgumentException if it has another number of outputs, or dropout
   */
  TrainingSession open(Network network);

  /** An engine on the class path, if there is one. */
  static Optional<TrainingEngine> find() {
    return ServiceLoader.load(TrainingEngine.class, TrainingEngine.class.getClassLoader())
        .findFirst();
  }
}
