package io.cellclass.dl4j;

import io.cellclass.network.Network;
import io.cellclass.network.Node;
import io.cellclass.network.Operation;
import io.cellclass.network.Operation.Dropout;
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
  private final List<String> given;
  private final List<Node> behind;
  private final String logits;

  private NetworkCut(Network network, List<String> given, List<Node> behind, String logits) {
    this.network = network;
    this.given = given;
    this.behind = behind;
    this.logits = logits;
  }

  /**
   * Cuts a network in its optimised form.
   *
   * @param classifier ends in a softmax, its only output
   * @param value a node on the way to it, or {@link Network#INPUT}
   * @throws IllegalArgumentException if there is no such node, or it is not on the way
   */
  static NetworkCut at(String value, Network classifier) {
    Network network = kept(value, classifier).optimized();
    Set<String> following = new HashSet<>(Set.of(value));
    List<Node> behind = new ArrayList<>();
    for (Node node : network.nodes()) {
      if (!(node.operation() instanceof Softmax)
          && node.inputs().stream().anyMatch(following::contains)) {
        following.add(node.name());
        behind.add(undropped(node));
      }
    }
    String logits = logits(classifier);
    if (!following.contains(logits)) {
      throw new IllegalArgumentException(value + " has no effect on the answer");
    }
    Set<String> given = new LinkedHashSet<>(Set.of(value));
    for (Node node : behind) {
      node.inputs().stream()
          .filter(name -> !following.contains(name) || name.equals(value))
          .forEach(given::add);
    }
    return new NetworkCut(network, List.copyOf(given), behind, logits);
  }

  /** As an output, the value survives the rewrites. */
  private static Network kept(String value, Network classifier) {
    List<String> outputs = new ArrayList<>(classifier.outputs());
    if (!value.equals(Network.INPUT) && !outputs.contains(value)) {
      outputs.add(value);
    }
    return classifier.upTo(outputs);
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

  /** What the part behind is given: first the value, then whatever else it reads. */
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
