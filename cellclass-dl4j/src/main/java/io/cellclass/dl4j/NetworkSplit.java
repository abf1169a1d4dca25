package io.cellclass.dl4j;

import io.cellclass.network.InceptionV3;
import io.cellclass.network.Network;
import io.cellclass.network.Node;
import io.cellclass.network.Operation.Dense;
import io.cellclass.network.Operation.Softmax;
import io.cellclass.network.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A classifying network in two parts: nodes that stay as they are, and the nodes behind them, which
 * are trained. Immutable.
 */
final class NetworkSplit {
  private final Network original;
  private final Set<String> frozen;

  /** The network in the form in which its trained part is trained. */
  private final Network trainable;

  /** The values that the trained part is given by the frozen one, or by the input. */
  private final List<String> given;

  private NetworkSplit(
      Network original, Set<String> frozen, Network trainable, List<String> given) {
    this.original = original;
    this.frozen = frozen;
    this.trainable = trainable;
    this.given = given;
  }

  /**
   * Cuts a network.
   *
   * @param classifier ends in a dense layer without ReLU and a softmax, its only output
   * @param boundary the value up to which nodes are frozen, or {@link Network#INPUT}; so are nodes
   *     without weights that read nothing else
   * @param fold whether the trained part becomes that of {@link Network#optimized()}
   * @throws IllegalArgumentException if the network ends in something else, has no such node, or
   *     has nothing to train behind it
   */
  static NetworkSplit of(Network classifier, String boundary, boolean fold) {
    requireClassifier(classifier);
    Network network = classifier.upTo(classifier.outputs());
    Set<String> frozen = withFollowing(upTo(boundary, classifier), network);
    Set<String> given = new LinkedHashSet<>();
    for (Node node : network.nodes()) {
      if (!frozen.contains(node.name())) {
        node.inputs().stream().filter(frozen::contains).forEach(given::add);
      }
    }
    if (frozen.contains(network.outputs().get(0))) {
      throw new IllegalArgumentException("nothing to train behind " + boundary);
    }
    return new NetworkSplit(
        network, frozen, fold ? folded(network, given) : network, List.copyOf(given));
  }

  private static void requireClassifier(Network network) {
    if (network.outputs().size() == 1
        && network.node(network.outputs().get(0)).operation() instanceof Softmax) {
      String logits = network.node(network.outputs().get(0)).inputs().get(0);
      if (!logits.equals(Network.INPUT)
          && network.node(logits).operation() instanceof Dense dense
          && !dense.relu()
          && network.nodes().stream().filter(node -> node.inputs().contains(logits)).count() == 1) {
        return;
      }
    }
    throw new IllegalArgumentException(
        "expected a network that ends in a dense layer without ReLU and a softmax, found outputs "
            + network.outputs());
  }

  /** The input, and all values that a boundary needs. */
  private static Set<String> upTo(String boundary, Network network) {
    Set<String> names = new HashSet<>(Set.of(Network.INPUT));
    if (!boundary.equals(Network.INPUT)) {
      network.upTo(List.of(boundary)).nodes().forEach(node -> names.add(node.name()));
    }
    return names;
  }

  /** These values, and those that follow from them without weights. */
  private static Set<String> withFollowing(Set<String> values, Network network) {
    Set<String> frozen = new HashSet<>(values);
    for (Node node : network.nodes()) {
      if (frozen.containsAll(node.inputs()) && !hasWeights(network, node)) {
        frozen.add(node.name());
      }
    }
    return frozen;
  }

  private static boolean hasWeights(Network network, Node node) {
    return !node.operation()
        .weightShapes(node.inputs().stream().map(network::shape).toList())
        .isEmpty();
  }

  /** As outputs, the given values survive the rewrites. */
  private static Network folded(Network network, Set<String> given) {
    List<String> outputs = new ArrayList<>(given);
    outputs.remove(Network.INPUT);
    outputs.addAll(network.outputs());
    return Network.of(network.input(), network.nodes(), outputs, network.weights()).optimized();
  }

  /**
   * The boundary in front of the last blocks of InceptionV3 that a network has: {@link
   * Network#INPUT} if it has no more.
   *
   * @throws IllegalArgumentException if the number is not positive
   */
  static String boundaryBefore(int blocks, Network network) {
    if (blocks < 1) {
      throw new IllegalArgumentException("the number of blocks must be positive, not " + blocks);
    }
    Set<String> names = new HashSet<>();
    network.nodes().forEach(node -> names.add(node.name()));
    List<String> present = InceptionV3.BLOCKS.stream().filter(names::contains).toList();
    return blocks < present.size() ? present.get(present.size() - 1 - blocks) : Network.INPUT;
  }

  /** The values that the trained part is given; the input among them where it reads that. */
  List<String> given() {
    return given;
  }

  /** The frozen part, whose outputs are the given values but for the input; none if that is all. */
  Optional<Network> frozen() {
    List<String> outputs = given.stream().filter(name -> !name.equals(Network.INPUT)).toList();
    return outputs.isEmpty() ? Optional.empty() : Optional.of(original.upTo(outputs));
  }

  /** The network that {@link #trained} are nodes of. */
  Network trainable() {
    return trainable;
  }

  /** The nodes that are trained, up to the logits. */
  List<Node> trained() {
    Set<String> known = new HashSet<>(given);
    List<Node> nodes = new ArrayList<>(trainable.nodes());
    Set<String> needed = new HashSet<>(Set.of(logits()));
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      if (needed.contains(node.name()) && !known.contains(node.name())) {
        needed.addAll(node.inputs());
      } else {
        nodes.remove(i);
      }
    }
    return nodes;
  }

  /** The value that the softmax turns into probabilities. */
  String logits() {
    return trainable.node(original.outputs().get(0)).inputs().get(0);
  }

  /** The network with other weights in its trained part: the frozen part is as it was. */
  Network with(Map<String, Tensor> weights) {
    List<Node> nodes =
        new ArrayList<>(
            original.nodes().stream().filter(node -> frozen.contains(node.name())).toList());
    nodes.addAll(trained());
    nodes.add(original.node(original.outputs().get(0)));
    Map<String, Tensor> all = new HashMap<>(original.weights());
    all.putAll(weights);
    return Network.of(original.input(), nodes, original.outputs(), all);
  }
}
