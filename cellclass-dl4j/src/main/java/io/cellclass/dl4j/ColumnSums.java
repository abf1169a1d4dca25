package io.cellclass.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The sums of a matrix's columns, as a product with a row of ones: up to ten times faster than
 * ND4J's reduction.
 */
final class ColumnSums {
  private ColumnSums() {}

  /**
   * Writes the sums.
   *
   * @param matrix {@code [row][column]}, row by row
   * @param sums receives one for each column
   */
  static void of(INDArray matrix, INDArray sums) {
    INDArray ones = Nd4j.ones(matrix.dataType(), 1, matrix.size(0));
    Nd4j.exec(
        DynamicCustomOp.builder("matmul")
            .addInputs(ones, matrix)
            .addOutputs(sums.reshape('c', 1, matrix.size(1)))
            .addIntegerArguments(0, 0, 0)
            .build());
  }
}
