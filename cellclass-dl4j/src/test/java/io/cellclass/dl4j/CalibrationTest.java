package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.LabelSet;
import io.cellclass.Sample;
import io.cellclass.network.Network;
import io.cellclass.network.Preprocessing;
import io.cellclass.testkit.Leukocyte;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  private static final Network NETWORK = SmallModels.network();
  private static final LabelSet LABELS = Leukocyte.labels();
  private static final int IMAGES = 4000;

  /** Sums of some hundred float32 products, in another order. */
  private static final double ROUNDING = 1e-5;

  private static float[][] features() {
    Random random = new Random(1);
    float[][] features = new float[IMAGES][NETWORK.shape(PooledBlocks.FEATURES).channels()];
    for (float[] row : features) {
      for (int i = 0; i < row.length; i++) {
        row[i] = 2 * random.nextFloat();
      }
    }
    return features;
  }

  @Test
  void aHeadInPlainJavaGivesTheProbabilitiesOfTheEngine() throws IOException {
    Preprocessing preprocessing = SmallModels.bundle().preprocessing();
    List<float[]> inputs = new ArrayList<>();
    for (Sample sample : SmallModels.cells(2, 4).samples()) {
      inputs.add(preprocessing.apply(sample.image()));
    }
    try (NetworkRunner whole = new NetworkRunner(NETWORK);
        NetworkRunner pooled = new NetworkRunner(NETWORK.upTo(List.of(PooledBlocks.FEATURES)))) {
      float[][] features =
          pooled.run(inputs).stream().map(outputs -> outputs[0]).toArray(float[][]::new);
      float[][] found = new PlainHead(NETWORK).probabilities(features);
      List<float[][]> expected = whole.run(inputs);
      for (int i = 0; i < found.length; i++) {
        assertThat(found[i]).containsExactly(expected.get(i)[0], within((float) ROUNDING));
      }
    }
  }

  @Test
  void networksWithoutAHeadAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PlainHead(NETWORK.upTo(List.of("mixed1"))))
        .withMessageContaining("expected one path from features");
  }

  @Test
  void theTemperatureThatTheClassesWereDrawnAtIsFoundAndFoldedIn() {
    float[][] features = features();
    float[][] before = new PlainHead(NETWORK).probabilities(features);
    for (double drawnAt : new double[] {0.5, 1, 3}) {
      int[] classes = drawn(before, drawnAt);
      Calibration calibration = Calibration.ofHead(NETWORK, LABELS, features, classes);
      double found = calibration.temperature().value();
      assertThat(found).isCloseTo(drawnAt, within(0.1 * drawnAt));
      assertThat(calibration.setting()).isEqualTo(Double.toString(found));
      float[][] after = new PlainHead(calibration.network()).probabilities(features);
      for (int i = 0; i < 50; i++) {
        double[] expected = at(before[i], found);
        for (int c = 0; c < expected.length; c++) {
          assertThat((double) after[i][c]).isCloseTo(expected[c], within(ROUNDING));
        }
      }
    }
  }

  private static int[] drawn(float[][] probabilities, double temperature) {
    Random random = new Random(2);
    int[] classes = new int[probabilities.length];
    for (int i = 0; i < classes.length; i++) {
      double left = random.nextDouble();
      double[] shares = at(probabilities[i], temperature);
      while (classes[i] < shares.length - 1 && left >= shares[classes[i]]) {
        left -= shares[classes[i]++];
      }
    }
    return classes;
  }

  /** Each probability to the power of 1 / T, divided by their sum. */
  private static double[] at(float[] probabilities, double temperature) {
    double[] powers = new double[probabilities.length];
    double sum = 0;
    for (int c = 0; c < powers.length; c++) {
      powers[c] = Math.pow(probabilities[c], 1 / temperature);
      sum += powers[c];
    }
    for (int c = 0; c < powers.length; c++) {
      powers[c] /= sum;
    }
    return powers;
  }
}
