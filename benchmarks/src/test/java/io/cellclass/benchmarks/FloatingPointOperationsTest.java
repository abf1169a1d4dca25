package io.cellclass.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.network.Network;
import io.cellclass.network.Node;
import io.cellclass.network.Operation.Convolution;
import io.cellclass.network.Operation.Dense;
import io.cellclass.network.Operation.GlobalAveragePool;
import io.cellclass.network.Padding;
import io.cellclass.network.Shape;
import io.cellclass.network.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FloatingPointOperationsTest {
  @Test
  void countsTwoForEachStepOfConvolutionsAndDenseLayers() {
    Network network =
        Network.of(
            new Shape(5, 7, 3),
            List.of(
                new Node(
                    "conv",
                    new Convolution(4, 3, 1, 2, Padding.VALID, false, false),
                    List.of(Network.INPUT)),
                new Node("pooled", new GlobalAveragePool(), List.of("conv")),
                new Node("dense", new Dense(6, true), List.of("pooled"))),
            List.of("dense"),
            Map.of(
                "conv/kernel", Tensor.of(new float[36], 4, 3, 3, 1),
                "dense/kernel", Tensor.of(new float[24], 6, 4),
                "dense/bias", Tensor.of(new float[6], 6)));

    // 2x4 positions, 4 filters, windows of 3x1x3; then 4 inputs to 6 units.
    assertThat(FloatingPointOperations.of(network)).isEqualTo(2 * (2 * 4 * 4 * 9 + 4 * 6));
  }
}
