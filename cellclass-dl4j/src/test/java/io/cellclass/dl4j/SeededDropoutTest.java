package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SeededDropoutTest {
  private static final int ROWS = 100;
  private static final int COLUMNS = 400;

  /** Five standard deviations of a share among 40,000 draws. */
  private static final double CHANCE = 0.0125;

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.5, 0.75})
  void theShareOfTheRateIsDroppedAndTheRestScaledUp(double rate) {
    float[] kept = applied(new SeededDropout(rate, 1), 0, 0);
    long dropped = IntStream.range(0, kept.length).filter(i -> kept[i] == 0).count();
    assertThat((double) dropped / kept.length).isCloseTo(rate, within(CHANCE));
    float scaled = (float) (1 / (1 - rate));
    for (float value : kept) {
      assertThat(value == 0 || value == scaled).as("%s", value).isTrue();
    }
  }

  @Test
  void gradientsPassWhereValuesDid() {
    SeededDropout dropout = new SeededDropout(0.5, 1);
    float[] forward = applied(dropout, 3, 0);
    INDArray gradient = ones();
    float[] backward = NativeArrays.floats(dropout.backprop(gradient, ones(), 3, 0));
    assertThat(backward).isEqualTo(forward);
  }

  @Test
  void theMaskDependsOnSeedAndIterationAlone() {
    float[] mask = applied(new SeededDropout(0.5, 1), 3, 0);
    assertThat(applied(new SeededDropout(0.5, 1), 3, 9)).isEqualTo(mask);
    assertThat(applied(new SeededDropout(0.5, 1).clone(), 3, 0)).isEqualTo(mask);
    assertThat(applied(new SeededDropout(0.5, 1), 4, 0)).isNotEqualTo(mask);
    assertThat(applied(new SeededDropout(0.5, 2), 3, 0)).isNotEqualTo(mask);
    Nd4j.getRandom().setSeed(99);
    assertThat(applied(new SeededDropout(0.5, 1), 3, 0)).isEqualTo(mask);
  }

  @Test
  void aClearedMaskIsNotUsedAgain() {
    SeededDropout dropout = new SeededDropout(0.5, 1);
    applied(dropout, 0, 0);
    dropout.clear();
    assertThatIllegalStateException().isThrownBy(() -> dropout.backprop(ones(), ones(), 0, 0));
  }

  private static float[] applied(SeededDropout dropout, int iteration, int epoch) {
    INDArray result = Nd4j.zeros(DataType.FLOAT, ROWS, COLUMNS);
    return NativeArrays.floats(
        dropout.applyDropout(ones(), result, iteration, epoch, LayerWorkspaceMgr.noWorkspaces()));
  }

  private static INDArray ones() {
    return Nd4j.ones(DataType.FLOAT, ROWS, COLUMNS);
  }
}
