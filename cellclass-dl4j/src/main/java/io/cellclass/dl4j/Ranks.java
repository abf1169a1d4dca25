package io.cellclass.dl4j;

import io.cellclass.network.Network;
import io.cellclass.network.Node;
import io.cellclass.network.Operation;
import io.cellclass.network.Operation.AveragePool;
import io.cellclass.network.Operation.Concatenation;
import io.cellclass.network.Operation.Convolution;
import io.cellclass.network.Operation.Dense;
import io.cellclass.network.Operation.GlobalAveragePool;
import io.cellclass.network.Operation.MaxPool;
import io.cellclass.network.Operation.Softmax;
import io.cellclass.network.Operation.Upsampling;
import java.util.HashSet;
import java.util.Set;

/**
 * Which values of a network are rows, {@code [batch][channel]}, in Deeplearning4j, and which maps,
 * {@code [batch][row][column][channel]}. A {@link Network} does not tell a vector from a map of one
 * pixel; Deeplearning4j does.
 */
final class Ranks {
  private final Set<String> rows = new HashSet<>();

  Ranks(Network network) {
    for (Node node : network.nodes()) {
      if (givesRow(node)) {
        rows.add(node.name());
      }
    }
  }

  private boolean givesRow(Node node) {
    return node.operation() instanceof GlobalAveragePool || takesRow(node);
  }

  /** Whether a node's value is a row. */
  boolean isRow(String name) {
    return rows.contains(name);
  }

  /** Whether a node takes rows as inputs. */
  boolean takesRow(Node node) {
    Operation operation = node.operation();
    if (operation instanceof Dense || operation instanceof Softmax) {
      return true;
    }
    if (operation instanceof Convolution
        || operation instanceof MaxPool
        || operation instanceof AveragePool
        || operation instanceof Upsampling
        || operation instanceof GlobalAveragePool) {
      return false;
    }
    return operation instanceof Concatenation
        ? node.inputs().stream().anyMatch(rows::contains)
        : rows.contains(node.inputs().get(0));
  }
}
