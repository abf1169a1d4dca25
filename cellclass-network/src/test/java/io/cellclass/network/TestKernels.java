package io.cellclass.network;

import io.cellclass.network.Operation.AveragePool;
import io.cellclass.network.Operation.Convolution;
import java.util.List;
import java.util.Map;

/** Networks whose values have a place that is known. */
final class TestKernels {
  private TestKernels() {}

  /** A triangular kernel with a stride of 2 and padding, and an average pool without. */
  static Network blurring(int side) {
    float[] kernel = new float[25];
    for (int i = 0; i < 25; i++) {
      kernel[i] = (3 - Math.abs(i / 5 - 2)) * (3 - Math.abs(i % 5 - 2));
    }
    return Network.of(
        new Shape(side, side, 1),
        List.of(
            new Node(
                "first",
                new Convolution(1, 5, 5, 2, Padding.SAME, false, false),
                List.of(Network.INPUT)),
            new Node("second", new AveragePool(3, 1, Padding.VALID), List.of("first"))),
        List.of("second"),
        Map.of("first/kernel", Tensor.of(kernel, 1, 1, 5, 5)));
  }
}
