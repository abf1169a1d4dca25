package io.cellclass.dl4j;

import io.cellclass.network.Network;
import io.cellclass.network.NetworkEngine;
import io.cellclass.network.NetworkSession;

/** Deeplearning4j as what runs networks where nothing faster is on the class path. */
public final class Dl4jNetworkEngine implements NetworkEngine {
  /** For {@link java.util.ServiceLoader}. */
  public Dl4jNetworkEngine() {}

  @Override
  public String name() {
    return "dl4j";
  }

  @Override
  public int speed() {
    return Dl4jEngine.SPEED;
  }

  @Override
  public NetworkSession open(Network network) {
    return new NetworkRunner(network);
  }
}
