package io.cellclass.network;

import java.util.List;

/**
 * An operation in a network.
 *
 * @param name what the node, and the value that it computes, is called
 * @param operation what it computes
 * @param inputs the names of the nodes whose values it takes, or {@link Network#INPUT}
 */
public record Node(String name, Operation operation, List<String> inputs) {
  /**
   * Copies the inputs.
   *
   * @throws IllegalArgumentException if the name is empty, that of the input, or holds a slash or a
   *     control character
   */
  public Node {
    inputs = List.copyOf(inputs);
    if (name.isEmpty()
        || name.equals(Network.INPUT)
        || name.chars().anyMatch(c -> c == '/' || Character.isISOControl(c))) {
      throw new IllegalArgumentException("\"" + name + "\" is no name for a node");
    }
  }

  /** The name of one of its weights in {@link Network#weights()}. */
  public String weightName(String weight) {
    return name + "/" + weight;
  }
}
