package io.cellclass.tflite;

import io.cellclass.network.Network;
import io.cellclass.network.Node;
import io.cellclass.network.Operation.AveragePool;
import io.cellclass.network.Operation.MaxPool;
import io.cellclass.network.Operation.Relu;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The ReLUs that pools compute with their own value, which nobody else takes. */
final class FusedRelus {
  private final Set<String> relus = new HashSet<>();
  private final Set<String> pools = new HashSet<>();

  private FusedRelus() {}

  static FusedRelus of(Network network) {
    Map<String, Integer> uses = new HashMap<>();
    network.outputs().forEach(output -> uses.merge(output, 1, Integer::sum));
    network.nodes().forEach(node -> node.inputs().forEach(in -> uses.merge(in, 1, Integer::sum)));
    FusedRelus result = new FusedRelus();
    for (Node node : network.nodes()) {
      String input = node.inputs().get(0);
      if (node.operation() instanceof Relu
          && !input.equals(Network.INPUT)
          && uses.getOrDefault(input, 0) == 1
          && (network.node(input).operation() instanceof AveragePool
              || network.node(input).operation() instanceof MaxPool)) {
        result.relus.add(node.name());
        result.pools.add(input);
      }
    }
    return result;
  }

  /** Whether a pool computes this ReLU. */
  boolean isFused(Node relu) {
    return relus.contains(relu.name());
  }

  /** Whether this pool computes a ReLU. */
  boolean isComputedBy(Node pool) {
    return pools.contains(pool.name());
  }
}
