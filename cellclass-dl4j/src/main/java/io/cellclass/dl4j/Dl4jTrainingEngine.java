package io.cellclass.dl4j;

import io.cellclass.network.Network;
import io.cellclass.network.TrainingEngine;
import io.cellclass.network.TrainingSession;

/** Deeplearning4j as what trains networks of any output. */
public final class Dl4jTrainingEngine implements TrainingEngine {
  /** For {@link java.util.ServiceLoader}. */
  public Dl4jTrainingEngine() {}

  @Override
  public String name() {
    return "dl4j";
  }

  @Override
  public TrainingSession open(Network network) {
    return new Dl4jTrainingSession(network);
  }
}
