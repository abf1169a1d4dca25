package io.cellclass.network;

import java.util.HashMap;
import java.util.Map;

/** How often each value of a network is used, as an input or as an output. */
final class Uses {
  private Uses() {}

  static Map<String, Integer> of(Network network) {
    Map<String, Integer> uses = new HashMap<>();
    network
        .nodes()
        .forEach(node -> node.inputs().forEach(name -> uses.merge(name, 1, Integer::sum)));
    network.outputs().forEach(name -> uses.merge(name, 1, Integer::sum));
    return uses;
  }
}
