package io.cellclass.tflite;

import io.cellclass.network.Network;
import io.cellclass.network.Node;
import io.cellclass.network.Operation.AveragePool;
import io.cellclass.network.Operation.Concatenation;
import io.cellclass.network.Operation.Dropout;
import io.cellclass.network.Operation.MaxPool;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which values must stand for the same: TensorFlow Lite's pools and concatenations move whole
 * numbers as they are. Sets of values that are united (union-find).
 */
final class SharedScales {
  private final Map<String, String> parents = new HashMap<>();

  private SharedScales() {}

  /**
   * The sets of a network.
   *
   * @param integers the nodes that are computed in whole numbers, and the input
   */
  static SharedScales of(Network network, Set<String> integers) {
    SharedScales result = new SharedScales();
    FusedRelus relus = FusedRelus.of(network);
    for (Node node : network.nodes()) {
      boolean shares =
          node.operation() instanceof MaxPool
              || node.operation() instanceof AveragePool
              || node.operation() instanceof Concatenation
              || node.operation() instanceof Dropout
              || relus.isFused(node);
      if (shares && integers.contains(node.name())) {
        node.inputs().forEach(input -> result.unite(input, node.name()));
      }
    }
    return result;
  }

  /** One value that stands for the set of this one. */
  String representative(String name) {
    String parent = parents.getOrDefault(name, name);
    if (parent.equals(name)) {
      return name;
    }
    String root = representative(parent);
    parents.put(name, root);
    return root;
  }

  private void unite(String one, String other) {
    parents.put(representative(one), representative(other));
  }
}
