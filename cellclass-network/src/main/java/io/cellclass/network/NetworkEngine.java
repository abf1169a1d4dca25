package io.cellclass.network;

import java.util.Comparator;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * What runs networks for others, such as a detector, or a trainer that needs the features of a
 * frozen backbone; found by {@link ServiceLoader}.
 */
public interface NetworkEngine {
  /** The engine's name, such as {@code onnx}. */
  String name();

  /** How fast it is: of several on the class path, the one with the highest number is taken. */
  int speed();

  /**
   * Prepares a network to be run. The caller closes the session.
   *
   * @throws IllegalStateException if the engine cannot run on this machine
   */
  NetworkSession open(Network network);

  /** The fastest engine on the class path, if there is one. */
  static Optional<NetworkEngine> find() {
    return ServiceLoader.load(NetworkEngine.class, NetworkEngine.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .max(Comparator.comparingInt(NetworkEngine::speed));
  }
}
