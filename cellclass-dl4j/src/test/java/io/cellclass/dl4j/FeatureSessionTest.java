package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.network.Framing.WholeImage;
import io.cellclass.network.Network;
import io.cellclass.network.NetworkEngine;
import io.cellclass.network.NetworkSession;
import io.cellclass.network.Preprocessing;
import io.cellclass.network.TestVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class FeatureSessionTest {
  private static final Network NETWORK =
      PooledBlocks.of(SmallModels.BACKBONE, SmallModels.SIZE, List.of("mixed0"));
  private static final Preprocessing PREPROCESSING =
      new Preprocessing(new WholeImage(), SmallModels.SIZE, SmallModels.BACKBONE.range());

  /** Deeplearning4j under another name, with its values changed. */
  private static final class Other implements NetworkEngine {
    private final UnaryOperator<Float> change;
    private final List<String> log = new ArrayList<>();

    Other(UnaryOperator<Float> change) {
      this.change = change;
    }

    @Override
    public int speed() {
      return 100;
    }

    @Override
    public String name() {
      return "other";
    }

    @Override
    public NetworkSession open(Network network) {
      NetworkRunner runner = new NetworkRunner(network);
      return new NetworkSession() {
        @Override
        public List<float[][]> run(List<float[]> images) {
          log.add("run " + images.size());
          List<float[][]> values = runner.run(images);
          for (float[][] outputs : values) {
            outputs[0][0] = change.apply(outputs[0][0]);
          }
          return values;
        }

        @Override
        public void close() {
          log.add("closed");
          runner.close();
        }
      };
    }
  }

  private static List<float[]> pictures() {
    return TestVector.pictures().stream().map(PREPROCESSING::apply).toList();
  }

  private static FeatureSession open(NetworkEngine engine) {
    return FeatureSession.open(NETWORK, PREPROCESSING, Optional.of(engine));
  }

  @Test
  void anEngineThatAgreesGivesTheFeatures() {
    Other other = new Other(value -> value + 5e-5f);
    try (FeatureSession session = open(other)) {
      assertThat(session.engine()).isEqualTo("other");
      session.session().run(pictures());
      assertThat(other.log).containsExactly("run 2", "run 2");
    }
    assertThat(other.log).last().isEqualTo("closed");
  }

  @Test
  void anEngineThatComputesSomethingElseDoesNot() {
    for (float difference : new float[] {0.01f, Float.NaN}) {
      Other other = new Other(value -> value + difference);
      try (FeatureSession session = open(other);
          NetworkRunner runner = new NetworkRunner(NETWORK)) {
        assertThat(session.engine()).isEqualTo("dl4j");
        assertThat(other.log).containsExactly("run 2", "closed");
        assertThat(session.session().run(pictures()).get(0)[0])
            .containsExactly(runner.run(pictures()).get(0)[0]);
      }
    }
  }

  @Test
  void anEngineThatDoesNotRunHereDoesNot() {
    NetworkEngine broken =
        new NetworkEngine() {
          @Override
          public String name() {
            return "broken";
          }

          @Override
          public int speed() {
            return 100;
          }

          @Override
          public NetworkSession open(Network network) {
            throw new UnsatisfiedLinkError("no native library for this machine");
          }
        };
    try (FeatureSession session = open(broken)) {
      assertThat(session.engine()).isEqualTo("dl4j");
    }
  }
}
