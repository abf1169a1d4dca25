package io.cellclass.dl4j;

import io.cellclass.network.Tensor;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.longer.MatchCondition;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.conditions.Conditions;

/** Rows of parameters, and what belongs to them, between native memory and the heap. */
final class Rows {
  private Rows() {}

  static Tensor copy(INDArray row) {
    float[] values = NativeArrays.floats(row);
    return Tensor.of(values, values.length);
  }

  /**
   * Sets all values.
   *
   * @param name what the row is, for a message
   * @throws IllegalArgumentException if the row has another length
   */
  static void set(INDArray row, String name, Tensor values) {
    if (values.size() != row.length()) {
      throw new IllegalArgumentException(
          "expected " + row.length() + " values of " + name + ", found " + values.size());
    }
    try (INDArray copy = Nd4j.createFromArray(values.values())) {
      row.assign(copy.reshape(row.shape()));
    }
  }

  static boolean isFinite(INDArray row) {
    // Many times faster, and finite only where all are; what overflows it is looked at closely.
    if (Double.isFinite(row.norm2Number().doubleValue())) {
      return true;
    }
    MatchCondition others = new MatchCondition(row, Conditions.notFinite());
    try (INDArray count = Nd4j.getExecutioner().exec(others)) {
      return count.getLong(0) == 0;
    }
  }
}
