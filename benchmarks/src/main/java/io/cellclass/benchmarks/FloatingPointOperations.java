package io.cellclass.benchmarks;

import io.cellclass.network.Network;
import io.cellclass.network.Node;
import io.cellclass.network.Operation.Convolution;
import io.cellclass.network.Operation.Dense;
import io.cellclass.network.Shape;

/**
 * How much a network has to compute for one image: a multiplication and an addition at each step of
 * its convolutions and fully connected layers, steps on padding included. Biases, batch
 * normalisation, pools and activations are not counted, as usual.
 */
final class FloatingPointOperations {
  private FloatingPointOperations() {}

  static long of(Network network) {
    return network.nodes().stream().mapToLong(node -> of(network, node)).sum();
  }

  private static long of(Network network, Node node) {
    Shape input = network.shape(node.inputs().get(0));
    Shape output = network.shape(node.name());
    if (node.operation() instanceof Convolution convolution) {
      long window = (long) convolution.rows() * convolution.columns() * input.channels();
      return 2 * window * output.size();
    } else if (node.operation() instanceof Dense) {
      return 2 * input.size() * output.size();
    }
    return 0;
  }
}
