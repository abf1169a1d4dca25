package io.cellclass.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Copies of ND4J's arrays on the JVM's heap. */
final class NativeArrays {
  private NativeArrays() {}

  /** The values in row-major order. */
  static float[] floats(INDArray array) {
    if (array.ordering() == 'c' && !array.isView()) {
      return array.data().asFloat();
    }
    try (INDArray ordered = array.dup('c')) {
      return ordered.data().asFloat();
    }
  }
}
