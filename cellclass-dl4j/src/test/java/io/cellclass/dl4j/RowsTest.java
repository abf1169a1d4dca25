package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cellclass.network.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class RowsTest {
  private static final int LENGTH = 10_001;

  /** Squares of the largest overflow. */
  @ParameterizedTest
  @ValueSource(floats = {0, 1, Float.MIN_VALUE, Float.MAX_VALUE, -Float.MAX_VALUE})
  void finiteValuesAreFiniteHoweverLarge(float value) {
    try (INDArray row = Nd4j.valueArrayOf(new long[] {LENGTH}, value)) {
      assertThat(Rows.isFinite(row)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void oneValueThatIsNotIsNoticedWhereverItIs(float value) {
    for (int at : new int[] {0, 1, 4999, LENGTH - 1}) {
      for (float other : new float[] {0, Float.MAX_VALUE}) {
        try (INDArray row = Nd4j.valueArrayOf(new long[] {LENGTH}, other)) {
          row.putScalar(at, value);
          assertThat(Rows.isFinite(row)).as("at %d among %s", at, other).isFalse();
        }
      }
    }
  }

  @Test
  void aRowGivesBackWhatItWasSetTo() {
    Tensor values = Tensor.of(new float[] {1, -0f, Float.MIN_VALUE}, 3);
    try (INDArray row = Nd4j.zeros(1, 3)) {
      Rows.set(row, "it", values);
      assertThat(Rows.copy(row)).isEqualTo(values);
      Tensor longer = Tensor.of(new float[4], 4);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Rows.set(row, "it", longer))
          .withMessageContainingAll("3", "it", "4");
    }
  }
}
