package io.cellclass.dl4j;

import java.util.Arrays;
import org.nd4j.common.util.ArrayUtil;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Copies of ND4J's arrays on the JVM's heap. */
final class NativeArrays {
  private NativeArrays() {}

  /** The values in row-major order. */
  static float[] floats(INDArray array) {
    if (!array.isView() && liesInOrder(array)) {
      return array.data().asFloat();
    }
    try (INDArray ordered = array.dup('c')) {
      return ordered.data().asFloat();
    }
  }

  /** A transposed array says of itself that it is row-major, too. */
  private static boolean liesInOrder(INDArray array) {
    return array.ordering() == 'c'
        && Arrays.equals(array.stride(), ArrayUtil.calcStrides(array.shape(), 'c'));
  }
}
