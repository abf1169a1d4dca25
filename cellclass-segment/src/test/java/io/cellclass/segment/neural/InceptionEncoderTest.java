package io.cellclass.segment.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.network.Backbone;
import io.cellclass.network.InceptionV3;
import io.cellclass.network.Network;
import io.cellclass.network.RandomInception;
import io.cellclass.network.ReferenceEngine;
import io.cellclass.network.Shape;
import io.cellclass.network.ValueRange;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InceptionEncoderTest {
  private static final int SIDE = 64;
  private static final int WHOLE = InceptionV3.SMALLEST_SIZE;

  private final InceptionEncoder encoder =
      new InceptionEncoder(Backbone.of(RandomInception.weights(), ValueRange.UNIT, "random"));

  private Network network(List<String> outputs) {
    return Network.of(
            new Shape(SIDE, SIDE, 3), encoder.nodes(), InceptionEncoder.LEVELS, encoder.weights())
        .upTo(outputs);
  }

  @Test
  void eachLevelHasHalfTheSidesOfTheOneAbove() {
    Network network = network(InceptionEncoder.LEVELS);
    assertThat(InceptionEncoder.LEVELS.stream().map(network::shape))
        .containsExactly(new Shape(32, 32, 64), new Shape(16, 16, 192), new Shape(8, 8, 288));
  }

  /** InceptionV3 pads nothing there, so that its places lie one further up and left. */
  @Test
  void awayFromTheBorderALevelGivesWhatInceptionV3Gives() {
    String level = InceptionEncoder.LEVELS.get(0);
    Random random = new Random(1);
    float[] unit = new float[3 * WHOLE * WHOLE];
    float[] signed = new float[3 * SIDE * SIDE];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = random.nextFloat();
      int row = i / (3 * WHOLE);
      int place = i % (3 * WHOLE);
      if (row < SIDE && place < 3 * SIDE) {
        signed[row * 3 * SIDE + place] = 2 * unit[i] - 1;
      }
    }
    Network whole = InceptionV3.network(WHOLE, RandomInception.weights()).upTo(List.of(level));
    double[] expected = outputs(whole, unit);
    double[] found = outputs(network(List.of(level)), signed);

    Shape from = whole.shape(level);
    for (int row = 5; row < 25; row++) {
      for (int column = 5; column < 25; column++) {
        for (int c = 0; c < from.channels(); c++) {
          assertThat(found[(row * SIDE / 2 + column) * from.channels() + c])
              .isCloseTo(
                  expected[((row - 1) * from.columns() + column - 1) * from.channels() + c],
                  within(1e-4));
        }
      }
    }
  }

  private static double[] outputs(Network network, float[] input) {
    String output = network.outputs().get(0);
    return Objects.requireNonNull(ReferenceEngine.run(network, input, 1).get(output));
  }
}
