package io.cellclass.network.quantization;

import com.google.common.collect.ImmutableMap;
import io.cellclass.network.Network;
import io.cellclass.network.Node;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The ranges that the values of a network are quantized in, by the names of its nodes and {@link
 * Network#INPUT}. Immutable and safe for concurrent use.
 */
public final class CalibrationRanges {
  private final ImmutableMap<String, QuantizedRange> ranges;

  private CalibrationRanges(Map<String, QuantizedRange> ranges) {
    this.ranges = ImmutableMap.copyOf(ranges);
  }

  /** These ranges; copied. */
  public static CalibrationRanges of(Map<String, QuantizedRange> ranges) {
    return new CalibrationRanges(ranges);
  }

  /**
   * The range of a node's value, or of the input.
   *
   * @throws IllegalArgumentException if there is none
   */
  public QuantizedRange of(String name) {
    QuantizedRange range = ranges.get(name);
    if (range == null) {
      throw new IllegalArgumentException("no range of " + name + " was measured");
    }
    return range;
  }

  /** The ranges by their names. */
  public Map<String, QuantizedRange> asMap() {
    return ranges;
  }

  /**
   * The ranges where some nodes leave levels as they are, as a concatenation of bytes or a pool
   * does: each such node and its inputs have one range, which holds those of all that are so bound
   * together.
   *
   * @param sharing whether a node is such a one
   * @throws IllegalArgumentException if the range of such a node or of its input was not measured
   */
  public CalibrationRanges shared(Network network, Predicate<Node> sharing) {
    Map<String, String> parents = new HashMap<>();
    for (Node node : network.nodes()) {
      if (sharing.test(node)) {
        node.inputs().forEach(input -> join(parents, input, node.name()));
      }
    }
    Map<String, QuantizedRange> joined = new HashMap<>();
    for (String name : parents.keySet()) {
      joined.merge(root(parents, name), of(name), QuantizedRange::union);
    }
    ImmutableMap.Builder<String, QuantizedRange> result = ImmutableMap.builder();
    ranges.forEach(
        (name, range) -> result.put(name, joined.getOrDefault(root(parents, name), range)));
    return new CalibrationRanges(result.buildOrThrow());
  }

  private static void join(Map<String, String> parents, String one, String other) {
    parents.putIfAbsent(one, one);
    parents.putIfAbsent(other, other);
    parents.put(root(parents, one), root(parents, other));
  }

  /** The one name that stands for all that are bound to this one. */
  private static String root(Map<String, String> parents, String name) {
    String root = name;
    for (String next = parents.get(root);
        next != null && !next.equals(root);
        next = parents.get(root)) {
      root = next;
    }
    return root;
  }

  @Override
  public String toString() {
    return "CalibrationRanges" + ranges;
  }
}
