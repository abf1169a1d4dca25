package io.cellclass.network;

import java.util.Optional;
import java.util.ServiceLoader;

/**
 * What runs networks for others, as for a trainer that needs the features of a frozen backbone;
 * found by {@link ServiceLoader}.
 */
public interface NetworkEngine {
  /** The engine's name, such as {@code onnx}. */
  String name();

  /**
   * Prepares a network to be run. The caller closes the session.
   *
   * @throws IllegalStateException if the engine cannot run on this machine
   */
  NetworkSession open(Network network);

  /** An engine on the class path, if there is one. */
  static Optional<NetworkEngine> find() {
    return ServiceLoader.load(NetworkEngine.class, NetworkEngine.class.getClassLoader())
        .findFirst();
  }
}
