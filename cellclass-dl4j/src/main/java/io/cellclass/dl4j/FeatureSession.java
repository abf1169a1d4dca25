package io.cellclass.dl4j;

import io.cellclass.network.Network;
import io.cellclass.network.NetworkEngine;
import io.cellclass.network.NetworkSession;
import io.cellclass.network.Preprocessing;
import io.cellclass.network.TestVector;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;

/**
 * A network that gives features: on a faster engine where there is one that computes the same, and
 * else on Deeplearning4j.
 *
 * @param engine the name of the engine
 */
record FeatureSession(NetworkSession session, String engine) implements AutoCloseable {
  /**
   * How far values may be apart, relative to the largest of their output or to 1: engines that add
   * in another order differ in the last bits.
   */
  static final double TOLERANCE = 1e-4;

  private static final Logger LOGGER = System.getLogger(FeatureSession.class.getName());

  /** Opens a network on an engine, if it does to drawn pictures what Deeplearning4j does. */
  static FeatureSession open(
      Network network, Preprocessing preprocessing, Optional<NetworkEngine> faster) {
    NetworkRunner runner = new NetworkRunner(network);
    if (faster.isPresent()) {
      Optional<NetworkSession> same = agreeing(faster.get(), network, preprocessing, runner);
      if (same.isPresent()) {
        runner.close();
        return new FeatureSession(same.get(), faster.get().name());
      }
    }
    return new FeatureSession(runner, "dl4j");
  }

  private static Optional<NetworkSession> agreeing(
      NetworkEngine engine, Network network, Preprocessing preprocessing, NetworkRunner runner) {
    NetworkSession session;
    try {
      session = engine.open(network);
    } catch (RuntimeException | LinkageError e) {
      LOGGER.log(Level.WARNING, "features without " + engine.name() + ", which does not run", e);
      return Optional.empty();
    }
    boolean agrees = false;
    try {
      List<float[]> pictures = TestVector.pictures().stream().map(preprocessing::apply).toList();
      agrees = agree(runner.run(pictures), session.run(pictures));
    } finally {
      if (!agrees) {
        session.close();
      }
    }
    if (!agrees) {
      LOGGER.log(
          Level.WARNING,
          "features without {0}, which computes something else than Deeplearning4j",
          engine.name());
      return Optional.empty();
    }
    return Optional.of(session);
  }

  private static boolean agree(List<float[][]> expected, List<float[][]> found) {
    for (int image = 0; image < expected.size(); image++) {
      for (int output = 0; output < expected.get(image).length; output++) {
        if (!agree(expected.get(image)[output], found.get(image)[output])) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean agree(float[] expected, float[] found) {
    double largest = 1;
    for (float value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    boolean agree = expected.length == found.length;
    for (int i = 0; agree && i < expected.length; i++) {
      // Not turned round: NaN agrees with nothing.
      agree = Math.abs(expected[i] - found[i]) <= TOLERANCE * largest;
    }
    return agree;
  }

  @Override
  public void close() {
    session.close();
  }
}
