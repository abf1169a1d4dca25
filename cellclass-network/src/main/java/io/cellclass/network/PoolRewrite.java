package io.cellclass.network;

import io.cellclass.network.Operation.AveragePool;
import io.cellclass.network.Operation.Convolution;
import io.cellclass.network.Operation.Relu;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Moves a 1x1 convolution before the average pool that feeds it, where it has fewer filters than
 * the pool has channels.
 *
 * <p>Exact: both are linear, the pool works along rows and columns and the convolution along
 * channels; the mean of a constant is the constant, since padding is left out of the divisor, so
 * the bias passes too. The ReLU stays behind the pool.
 */
final class PoolRewrite {
  private PoolRewrite() {}

  static Network apply(Network network) {
    Map<String, Integer> uses = Uses.of(network);
    Map<String, Tensor> weights = new HashMap<>(network.weights());
    Set<String> names = new HashSet<>();
    network.nodes().forEach(node -> names.add(node.name()));
    Set<String> moved = new HashSet<>();
    List<Node> result = new ArrayList<>();
    for (Node node : network.nodes()) {
      if (node.operation() instanceof Convolution convolution
          && isPointwise(convolution)
          && !node.inputs().get(0).equals(Network.INPUT)
          && network.node(node.inputs().get(0)).operation() instanceof AveragePool
          && uses.getOrDefault(node.inputs().get(0), 0) == 1
          && convolution.filters() < network.shape(node.inputs().get(0)).channels()) {
        Node pool = network.node(node.inputs().get(0));
        moved.add(pool.name());
        result.addAll(swapped(node, convolution, pool, weights, names));
      } else {
        result.add(node);
      }
    }
    result.removeIf(node -> moved.contains(node.name()));
    return Network.of(network.input(), result, network.outputs(), weights);
  }

  private static boolean isPointwise(Convolution convolution) {
    return convolution.rows() == 1 && convolution.columns() == 1 && convolution.stride() == 1;
  }

  private static List<Node> swapped(
      Node node, Convolution c, Node pool, Map<String, Tensor> weights, Set<String> names) {
    Convolution linear = new Convolution(c.filters(), 1, 1, 1, c.padding(), c.bias(), false);
    Node first = new Node(fresh(node.name() + "_before_pool", names), linear, pool.inputs());
    for (String weight : c.bias() ? List.of("kernel", "bias") : List.of("kernel")) {
      Tensor tensor = weights.remove(node.weightName(weight));
      if (tensor != null) {
        weights.put(first.weightName(weight), tensor);
      }
    }
    if (!c.relu()) {
      return List.of(first, new Node(node.name(), pool.operation(), List.of(first.name())));
    }
    Node second =
        new Node(fresh(node.name() + "_pooled", names), pool.operation(), List.of(first.name()));
    return List.of(first, second, new Node(node.name(), new Relu(), List.of(second.name())));
  }

  /** A name that is not taken yet, and now is. */
  private static String fresh(String wanted, Set<String> names) {
    String name = wanted;
    while (!names.add(name)) {
      name += "_";
    }
    return name;
  }
}
