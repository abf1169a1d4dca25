package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.Temperature;
import io.cellclass.network.Tensor;
import org.junit.jupiter.api.Test;

class LinearSoftmaxTest {
  /** Of losses that are worked out by hand. */
  private static final double TOLERANCE = 1e-7;

  private static final LinearSoftmax IDENTITY =
      new LinearSoftmax(new double[][] {{1, 0}, {0, 1}}, new double[] {0, 0});

  @Test
  void aLogitAheadByLogThreeMeansThreeQuarters() {
    float[][] features = {{(float) Math.log(3), 0}};
    assertThat(IDENTITY.quality(features, new int[] {0}))
        .satisfies(
            quality -> {
              assertThat(quality.loss()).isCloseTo(Math.log(4.0 / 3), within(TOLERANCE));
              assertThat(quality.accuracy()).isEqualTo(1);
            });
    assertThat(IDENTITY.quality(features, new int[] {1}))
        .satisfies(
            quality -> {
              assertThat(quality.loss()).isCloseTo(Math.log(4), within(TOLERANCE));
              assertThat(quality.accuracy()).isZero();
            });
  }

  @Test
  void qualityIsTheMeanOverSamples() {
    float l = (float) Math.log(3);
    float[][] features = {{l, 0}, {l, 0}, {0, l}, {0, l}};
    Quality quality = IDENTITY.quality(features, new int[] {0, 0, 1, 0});
    assertThat(quality.accuracy()).isEqualTo(0.75);
    assertThat(quality.loss())
        .isCloseTo((3 * Math.log(4.0 / 3) + Math.log(4)) / 4, within(TOLERANCE));
  }

  /** Half the logit difference of ln 9 is ln 3. */
  @Test
  void aTemperatureOfTwoHalvesTheLogits() {
    LinearSoftmax sure =
        new LinearSoftmax(new double[][] {{1, 0}, {0, 1}}, new double[] {Math.log(9), 0});
    assertThat(sure.withTemperature(new Temperature(2)).probabilities(new float[] {0, 0}))
        .containsExactly(new float[] {0.75f, 0.25f}, within(1e-6f));
    assertThat(
            IDENTITY
                .withTemperature(new Temperature(0.5))
                .probabilities(new float[] {(float) Math.log(3), 0}))
        .containsExactly(new float[] {0.9f, 0.1f}, within(1e-6f));
  }

  @Test
  void biasesAreAddedToTheirClasses() {
    LinearSoftmax biased =
        new LinearSoftmax(new double[][] {{0}, {0}, {0}}, new double[] {0, Math.log(2), 0});
    assertThat(biased.quality(new float[][] {{5}}, new int[] {1}).loss())
        .isCloseTo(Math.log(2), within(TOLERANCE));
  }

  @Test
  void hugeLogitsDoNotOverflow() {
    float[][] features = {{1e6f, -1e6f}};
    assertThat(IDENTITY.quality(features, new int[] {0}).loss()).isZero();
    assertThat(IDENTITY.quality(features, new int[] {1}).loss()).isEqualTo(2e6);
  }

  @Test
  void tensorsHoldARowForEachClass() {
    LinearSoftmax linear =
        new LinearSoftmax(new double[][] {{1, 2, 3}, {4, 5, 6}}, new double[] {7, 8});
    assertThat(linear.kernel()).isEqualTo(Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3));
    assertThat(linear.bias()).isEqualTo(Tensor.of(new float[] {7, 8}, 2));
  }
}
