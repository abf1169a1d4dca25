package io.cellclass.onnx;

import com.google.common.collect.HashMultimap;
import com.google.common.collect.Lists;
import com.google.common.collect.SetMultimap;
import io.cellclass.network.Network;
import io.cellclass.network.Node;
import io.cellclass.network.Operation;
import io.cellclass.network.Operation.AveragePool;
import io.cellclass.network.Operation.Concatenation;
import io.cellclass.network.Operation.Convolution;
import io.cellclass.network.Operation.MaxPool;
import io.cellclass.network.Operation.Relu;
import io.cellclass.network.Operation.Upsampling;
import io.cellclass.network.quantization.CalibrationRanges;
import io.cellclass.network.quantization.QuantizedRange;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which values of a network become bytes, and which levels they have: what convolutions read and
 * give. What only the head sees, behind the last convolution on its way, stays float32: it is cheap
 * there, and the head adds up small differences. Immutable.
 */
final class QuantizationPlan {
  /** Everything in float32. */
  static final QuantizationPlan NONE =
      new QuantizationPlan(Set.of(), CalibrationRanges.of(Map.of()));

  private final Set<String> quantized;
  private final CalibrationRanges ranges;

  private QuantizationPlan(Set<String> quantized, CalibrationRanges ranges) {
    this.quantized = quantized;
    this.ranges = ranges;
  }

  /** The plan of a network in whose observable form these ranges were measured. */
  static QuantizationPlan of(Network network, CalibrationRanges ranges) {
    SetMultimap<String, Node> readers = HashMultimap.create();
    network.nodes().forEach(node -> node.inputs().forEach(input -> readers.put(input, node)));
    Set<String> leading = leading(network, readers);
    Set<String> quantized = new HashSet<>();
    if (leading.contains(Network.INPUT)) {
      quantized.add(Network.INPUT);
    }
    for (Node node : network.nodes()) {
      if (node.operation() instanceof Convolution
          || (leading.contains(node.name()) && !isPoolBeforeRelu(node, readers))) {
        quantized.add(node.name());
      }
    }
    return new QuantizationPlan(
        quantized,
        ranges.shared(
            network, node -> quantized.contains(node.name()) && keepsLevels(node.operation())));
  }

  /** What convolutions read, be it through nodes that can work on bytes. */
  private static Set<String> leading(Network network, SetMultimap<String, Node> readers) {
    Set<String> leading = new HashSet<>();
    for (Node node : Lists.reverse(network.nodes())) {
      if (isRead(node.name(), readers, leading)) {
        leading.add(node.name());
      }
    }
    if (isRead(Network.INPUT, readers, leading)) {
      leading.add(Network.INPUT);
    }
    return leading;
  }

  private static boolean isRead(
      String name, SetMultimap<String, Node> readers, Set<String> leading) {
    return readers.get(name).stream()
        .anyMatch(
            reader ->
                reader.operation() instanceof Convolution
                    || (leading.contains(reader.name()) && worksOnBytes(reader.operation())));
  }

  private static boolean worksOnBytes(Operation operation) {
    return keepsLevels(operation) || operation instanceof Relu;
  }

  /** Rounded once, behind ReLU. */
  private static boolean isPoolBeforeRelu(Node node, SetMultimap<String, Node> readers) {
    return node.operation() instanceof AveragePool
        && readers.get(node.name()).stream().allMatch(reader -> reader.operation() instanceof Relu);
  }

  /** Whether an operation gives levels of its inputs, or means of them. */
  private static boolean keepsLevels(Operation operation) {
    return operation instanceof MaxPool
        || operation instanceof AveragePool
        || operation instanceof Upsampling
        || operation instanceof Concatenation;
  }

  boolean quantizes(String name) {
    return quantized.contains(name);
  }

  QuantizedRange range(String name) {
    return ranges.of(name);
  }
}
