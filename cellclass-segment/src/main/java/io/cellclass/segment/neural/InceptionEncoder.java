package io.cellclass.segment.neural;

import io.cellclass.network.Backbone;
import io.cellclass.network.InceptionV3;
import io.cellclass.network.Network;
import io.cellclass.network.Node;
import io.cellclass.network.Operation;
import io.cellclass.network.Operation.AveragePool;
import io.cellclass.network.Operation.Convolution;
import io.cellclass.network.Operation.MaxPool;
import io.cellclass.network.Padding;
import io.cellclass.network.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The first blocks of InceptionV3 as the encoder of a U-Net: padded, so that each level has half
 * the sides of the one above, and for pixels from -1 to 1.
 */
final class InceptionEncoder {
  /** What the levels give, from half the input's sides to an eighth. */
  static final List<String> LEVELS = List.of("activation_3", "activation_5", "mixed2");

  private final Network network;
  private final Map<String, Tensor> weights;

  InceptionEncoder(Backbone backbone) {
    network =
        InceptionV3.network(InceptionV3.SMALLEST_SIZE, backbone.weights())
            .upTo(List.of(LEVELS.get(LEVELS.size() - 1)));
    weights = new HashMap<>(network.weights());
    double scale = (backbone.range().high() - backbone.range().low()) / 2;
    double offset = (backbone.range().high() + backbone.range().low()) / 2;
    rescale((float) scale, (float) offset);
  }

  /**
   * What the first convolution gave for {@code scale * pixel + offset} it now gives for a pixel.
   */
  private void rescale(float scale, float offset) {
    Node convolution = network.node("conv2d_1");
    Node norm = network.node("batch_normalization_1");
    Tensor kernel = network.weight(convolution, "kernel");
    float[] values = kernel.values();
    float[] mean = network.weight(norm, "mean").values();
    int length = values.length / mean.length;
    for (int i = 0; i < values.length; i++) {
      mean[i / length] -= offset * values[i];
      values[i] *= scale;
    }
    weights.put(convolution.weightName("kernel"), Tensor.of(values, kernel.shape().toArray()));
    weights.put(norm.weightName("mean"), Tensor.of(mean, mean.length));
  }

  /** From {@link Network#INPUT}. */
  List<Node> nodes() {
    return network.nodes().stream()
        .map(node -> new Node(node.name(), padded(node.operation()), node.inputs()))
        .toList();
  }

  Map<String, Tensor> weights() {
    return weights;
  }

  private static Operation padded(Operation operation) {
    if (operation instanceof Convolution c) {
      return new Convolution(
          c.filters(), c.rows(), c.columns(), c.stride(), Padding.SAME, c.bias(), c.relu());
    }
    if (operation instanceof MaxPool pool) {
      return new MaxPool(pool.window(), pool.stride(), Padding.SAME);
    }
    if (operation instanceof AveragePool pool) {
      return new AveragePool(pool.window(), pool.stride(), Padding.SAME);
    }
    return operation;
  }
}
