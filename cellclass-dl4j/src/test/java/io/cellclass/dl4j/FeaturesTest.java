package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.TrainingListener;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeaturesTest {
  private static final double ROUNDING = 1e-12;

  @Test
  void imagesHaveEqualSharesUnlessClassesShallHaveThem() {
    int[] classes = {0, 2, 2, 2};
    assertThat(Features.shares(classes, Balance.NONE)).containsExactly(0.25, 0.25, 0.25, 0.25);
    for (Balance balance : List.of(Balance.WEIGHTS, Balance.SAMPLING)) {
      assertThat(Features.shares(classes, balance))
          .containsExactly(new double[] {0.5, 1 / 6.0, 1 / 6.0, 1 / 6.0}, within(ROUNDING));
    }
  }

  /**
   * Nothing tells the classes apart: the biases say how frequent they are, or count as; a quarter
   * is smoothed to 0.255.
   */
  @Test
  void aBalancedFitPrefersNoClass() throws InterruptedIOException {
    float[][] blank = new float[8][1];
    int[] classes = {0, 0, 0, 0, 0, 0, 1, 1};
    Features features = new Features(List.<float[][]>of(blank), classes, blank, classes, 2);
    assertThat(probability(features, Balance.NONE)).isCloseTo(0.255f, within(0.01f));
    assertThat(probability(features, Balance.WEIGHTS)).isCloseTo(0.5f, within(0.01f));
  }

  private static float probability(Features features, Balance balance)
      throws InterruptedIOException {
    return features.fit(0.1, balance, 100, new ArrayList<>(), new TrainingListener() {})
        .probabilities(new float[] {0})[1];
  }
}
