package io.cellclass.dl4j;

import io.cellclass.network.Network;
import io.cellclass.network.Node;
import io.cellclass.network.Operation;
import io.cellclass.network.Operation.AveragePool;
import io.cellclass.network.Operation.Dropout;
import io.cellclass.network.Operation.GlobalAveragePool;
import io.cellclass.network.Operation.Softmax;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A classifying network cut at the value of one node: all that follows from it, up to the logits,
 * and all that this is given. Unlike {@link NetworkSplit}, it cuts where nothing is left out of
 * what a value has an effect on, and nothing else is in it. Immutable.
 */
final class NetworkCut {
  private final Network network;
  private final List<String> values;
  private final List<String> given;
  private final List<Node> behind;
  private final String logits;

  private NetworkCut(
      Network network, List<String> values, List<String> given, List<Node> behind, String logits) {
    this.network = network;
    this.values = values;
    this.given = given;
    this.behind = behind;
    this.logits = logits;
  }

  /**
   * Cuts a network, in its optimised form, at a value.
   *
   * @param classifier ends in a softmax, its only output
   * @param value a node on the way to it, or {@link Network#INPUT}
   * @throws IllegalArgumentException if there is no such node, or it is not on the way
   */
  static NetworkCut at(String value, Network classifier) {
    Network network = kept(List.of(value), classifier).optimized();
    Set<String> following = new HashSet<>(Set.of(value));
    for (Node node : network.nodes()) {
      if (node.inputs().stream().anyMatch(following::contains)) {
        following.add(node.name());
      }
    }
    if (!following.contains(logits(classifier))) {
      throw new IllegalArgumentException(value + " has no effect on the answer");
    }
    following.remove(value);
    return behind(following, List.of(value), network);
  }

  /**
   * Cuts a network, in its optimised form, at the feature maps that its head reads: behind them
   * only averages over places, and what is made of these.
   *
   * @param classifier ends in a softmax, its only output
   * @throws IllegalArgumentException if its head reads no averages of maps
   */
  static NetworkCut atHead(Network classifier) {
    Network needed = classifier.upTo(classifier.outputs());
    Set<String> pools = new HashSet<>();
    Set<String> read = new LinkedHashSet<>();
    for (Node node : needed.nodes()) {
      if (node.operation() instanceof GlobalAveragePool) {
        read.add(beforePools(node, needed, pools));
      }
    }
    List<String> values = List.copyOf(read);
    Network network = kept(values, needed).optimized();
    Set<String> head = new HashSet<>();
    for (Node node : network.nodes()) {
      if (pools.contains(node.name()) || node.inputs().stream().anyMatch(head::contains)) {
        head.add(node.name());
      }
    }
    if (!head.contains(logits(classifier))) {
      throw new IllegalArgumentException("the network's head reads no averages of feature maps");
    }
    return behind(head, values, network);
  }

  /** The map that a pool reads, through other average pools; adds them all to the pools. */
  private static String beforePools(Node pool, Network network, Set<String> pools) {
    pools.add(pool.name());
    String read = pool.inputs().get(0);
    boolean pooled =
        !read.equals(Network.INPUT) && network.node(read).operation() instanceof AveragePool;
    return pooled ? beforePools(network.node(read), network, pools) : read;
  }

  private static NetworkCut behind(Set<String> following, List<String> values, Network network) {
    Set<String> given = new LinkedHashSet<>(values);
    List<Node> behind = new ArrayList<>();
    for (Node node : network.nodes()) {
      if (following.contains(node.name()) && !(node.operation() instanceof Softmax)) {
        behind.add(undropped(node));
        node.inputs().stream().filter(name -> !following.contains(name)).forEach(given::add);
      }
    }
    return new NetworkCut(network, values, List.copyOf(given), behind, logits(network));
  }

  /** As outputs, the values survive the rewrites. */
  private static Network kept(List<String> values, Network classifier) {
    Set<String> outputs = new LinkedHashSet<>(classifier.outputs());
    values.stream().filter(value -> !value.equals(Network.INPUT)).forEach(outputs::add);
    return classifier.upTo(List.copyOf(outputs));
  }

  private static String logits(Network classifier) {
    Node output = classifier.node(classifier.outputs().get(0));
    if (!(output.operation() instanceof Softmax)) {
      throw new IllegalArgumentException("expected a network that ends in a softmax");
    }
    return output.inputs().get(0);
  }

  /** A pass that is to be derived runs as in training, where dropout would take part. */
  private static Node undropped(Node node) {
    Operation operation = node.operation() instanceof Dropout ? new Dropout(0) : node.operation();
    return new Node(node.name(), operation, node.inputs());
  }

  /** The network that both parts are of. */
  Network network() {
    return network;
  }

  /** The values that it is cut at. */
  List<String> values() {
    return values;
  }

  /** What the part behind is given: first the values, then whatever else it reads. */
  List<String> given() {
    return given;
  }

  /** What computes the given values but for the input; none if that is all. */
  Optional<Network> before() {
    List<String> outputs = given.stream().filter(name -> !name.equals(Network.INPUT)).toList();
    return outputs.isEmpty() ? Optional.empty() : Optional.of(network.upTo(outputs));
  }

  /** The nodes behind, up to the logits. */
  List<Node> behind() {
    return behind;
  }

  /** The value that the softmax turns into probabilities. */
  String logits() {
    return logits;
  }
}
