package io.cellclass.network;

import io.cellclass.network.Operation.Dense;
import io.cellclass.network.Operation.Softmax;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Divides what a network's softmax takes by a temperature, in the weights of the layer before. */
final class Tempering {
  private Tempering() {}

  static Network apply(Network network, double temperature) {
    Node logits = logits(network);
    Map<String, Tensor> weights = new HashMap<>(network.weights());
    for (String weight : List.of("kernel", "bias")) {
      weights.put(logits.weightName(weight), divided(network.weight(logits, weight), temperature));
    }
    return Network.of(network.input(), network.nodes(), network.outputs(), weights);
  }

  /** The dense layer whose sums nothing but the softmax at the end of the network sees. */
  private static Node logits(Network network) {
    if (network.outputs().size() == 1) {
      Node output = network.node(network.outputs().get(0));
      String before = output.inputs().get(0);
      if (output.operation() instanceof Softmax
          && !before.equals(Network.INPUT)
          && network.node(before).operation() instanceof Dense dense
          && !dense.relu()
          && Uses.of(network).getOrDefault(before, 0) == 1) {
        return network.node(before);
      }
    }
    throw new IllegalArgumentException(
        "expected as the one output a softmax of a dense layer that has no ReLU and no other use,"
            + " found "
            + network.outputs().stream().map(network::node).toList());
  }

  private static Tensor divided(Tensor tensor, double divisor) {
    float[] values = tensor.values();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (values[i] / divisor);
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "a weight of " + tensor.get(i) + " cannot be divided by the temperature " + divisor);
      }
    }
    return Tensor.of(values, tensor.shape().toArray());
  }
}
