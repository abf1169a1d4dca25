package io.cellclass.network.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cellclass.network.Tensor;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class QuantizedWeightsTest {
  @Property(tries = 200)
  void everyWeightIsWithinHalfAStepOfItsLevel(@ForAll long seed) {
    Random random = new Random(seed);
    int largestPair = 2 + random.nextInt(253);
    float inputStep = (float) Math.exp(random.nextGaussian());
    float[] kernel = new float[3 * 2 * 2 * 2];
    float[] bias = new float[3];
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = (float) (random.nextGaussian() * Math.exp(i / 8 - 1));
    }
    for (int i = 0; i < 3; i++) {
      bias[i] = (float) random.nextGaussian();
    }
    QuantizedWeights weights =
        QuantizedWeights.ofPairs(
            Tensor.of(kernel, 3, 2, 2, 2), Tensor.of(bias, 3), inputStep, largestPair);
    for (int i = 0; i < kernel.length; i++) {
      float step = weights.steps()[i / 8];
      assertThat((double) weights.values()[i] * step)
          .isCloseTo(kernel[i], Offset.offset(step * 0.500001));
      // The next one in [row][column][channel] of a kernel [2][2][2] of [channel][row][column].
      int place = i % 4;
      int next = i % 8 < 4 ? i + 4 : i - 3;
      if (!(i % 8 >= 4 && place == 3)) {
        assertThat(Math.abs(weights.values()[i] + weights.values()[next]))
            .isLessThanOrEqualTo(largestPair);
      }
    }
    for (int i = 0; i < 3; i++) {
      double step = (double) inputStep * weights.steps()[i];
      assertThat(weights.bias()[i] * step).isCloseTo(bias[i], Offset.offset(step * 0.500001));
    }
  }

  @Test
  void theLargestWeightOfEachFilterHasTheLargestLevel() {
    Tensor kernel = Tensor.of(new float[] {1, -2, 0.5f, 100, 30, -50}, 2, 3);
    QuantizedWeights weights = QuantizedWeights.of(kernel, Tensor.of(new float[] {3, -4}, 2), 0.5f);
    assertThat(weights.values()).containsExactly(64, -127, 32, 127, 38, -64);
    assertThat(weights.steps()).containsExactly(2 / 127f, 100 / 127f);
    assertThat(weights.bias()).containsExactly(381, -10);
  }

  /** 100 and 30 are neighbours of one sign; 1 and -2 take nothing from each other. */
  @Test
  void neighboursOfOneSignHaveTheLargestSumTogether() {
    Tensor kernel = Tensor.of(new float[] {1, -2, 0.5f, 100, 30, -50}, 2, 3);
    QuantizedWeights weights =
        QuantizedWeights.ofPairs(kernel, Tensor.of(new float[2], 2), 0.5f, 128);
    assertThat(weights.values()).containsExactly(64, -127, 32, 98, 29, -49);
  }

  /** A filter of zeros has no step of its own; its bias is kept all the same. */
  @Test
  void aFilterOfZerosKeepsItsBias() {
    QuantizedWeights weights =
        QuantizedWeights.of(
            Tensor.of(new float[] {0, 0, 1e-30f, 0}, 2, 2),
            Tensor.of(new float[] {5, -7}, 2),
            1e-3f);
    for (int i = 0; i < 2; i++) {
      assertThat(1e-3 * weights.steps()[i] * weights.bias()[i])
          .isCloseTo(i == 0 ? 5 : -7, Offset.offset(1e-5));
      assertThat(Math.abs(weights.bias()[i])).isLessThanOrEqualTo((1 << 29) + 64);
    }
    assertThat(weights.values()).containsOnly(0);
  }

  @Test
  void nothingButZerosHasAStep() {
    QuantizedWeights weights =
        QuantizedWeights.of(Tensor.of(new float[2], 1, 2), Tensor.of(new float[1], 1), 1e-3f);
    assertThat(weights.values()).containsOnly(0);
    assertThat(weights.steps()[0]).isPositive();
    assertThat(weights.bias()).containsExactly(0);
  }

  @Test
  void argumentsThatDoNotFitAreRefused() {
    Tensor kernel = Tensor.of(new float[4], 2, 2);
    Tensor bias = Tensor.of(new float[2], 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QuantizedWeights.of(kernel, Tensor.of(new float[3], 3), 1))
        .withMessage("expected a bias for each of 2 filters, found 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QuantizedWeights.ofPairs(kernel, bias, 1, 255));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QuantizedWeights.ofPairs(kernel, bias, 1, 1));
  }
}
