package io.cellclass.segment.neural;

import io.cellclass.network.Network;
import io.cellclass.network.NetworkBundle;
import io.cellclass.network.NetworkEngine;
import io.cellclass.network.NetworkSession;
import java.util.function.Function;

/** What runs the networks. */
final class Engines {
  private Engines() {}

  /** Opens a network on the fastest engine. */
  static NetworkSession open(Network network) {
    return NetworkEngine.find()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "nothing on the class path runs networks: add cellclass-onnx or cellclass-dl4j"))
        .open(network);
  }

  /** Opens a bundle's network, checks that the engine computes it, and makes something over it. */
  static <T> T open(NetworkBundle bundle, Function<NetworkSession, T> maker) {
    NetworkSession session = open(bundle.network());
    T made = null;
    try {
      bundle.check(session);
      made = maker.apply(session);
      return made;
    } finally {
      if (made == null) {
        session.close();
      }
    }
  }
}
