package io.cellclass.network;

import io.cellclass.network.Operation.Dense;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Draws the kernels of dense layers at random. */
final class RandomHead {
  private RandomHead() {}

  static Network apply(Network network, long seed) {
    Map<String, Tensor> weights = new HashMap<>(network.weights());
    SplittableRandom random = new SplittableRandom(seed);
    for (Node node : network.nodes()) {
      if (node.operation() instanceof Dense) {
        Tensor kernel = network.weight(node, "kernel");
        weights.put(node.weightName("kernel"), drawn(kernel, random));
      }
    }
    return Network.of(network.input(), network.nodes(), network.outputs(), weights);
  }

  private static Tensor drawn(Tensor kernel, SplittableRandom random) {
    float[] values = kernel.values();
    double sum = 0;
    double squares = 0;
    for (float value : values) {
      sum += value;
      squares += (double) value * value;
    }
    double mean = sum / values.length;
    double deviation = Math.sqrt(Math.max(0, squares / values.length - mean * mean));
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (mean + deviation * random.nextGaussian());
    }
    return Tensor.owning(values, kernel.shape().toArray());
  }
}
