package io.cellclass.onnx;

import static io.cellclass.onnx.GraphWriter.attribute;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import io.cellclass.network.Network;
import io.cellclass.network.Node;
import io.cellclass.network.Operation;
import io.cellclass.network.Operation.AveragePool;
import io.cellclass.network.Operation.BatchNormalization;
import io.cellclass.network.Operation.Concatenation;
import io.cellclass.network.Operation.Convolution;
import io.cellclass.network.Operation.Dense;
import io.cellclass.network.Operation.Dropout;
import io.cellclass.network.Operation.GlobalAveragePool;
import io.cellclass.network.Operation.MaxPool;
import io.cellclass.network.Operation.Relu;
import io.cellclass.network.Operation.Softmax;
import io.cellclass.network.Padding;
import io.cellclass.network.Shape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes a network as a graph of ONNX in float32.
 *
 * <p>Feature maps are {@code [batch][channel][row][column]} inside, vectors {@code
 * [batch][channel]}; the input is {@code [batch][row][column][channel]} as preprocessing gives it.
 * A node's value has the node's name; what stands between has the name and a slash, which no node's
 * name has.
 */
final class OnnxCompiler {
  private final Network network;
  private final Map<String, String> outputNames;
  private final GraphWriter writer = new GraphWriter(OnnxFormat.PRODUCER);

  /** The nodes whose values are {@code [batch][channel]}. */
  private final Set<String> flat = new HashSet<>();

  /** The names of the same values as vectors and as maps, where they were asked for. */
  private final Map<String, String> reshaped = new HashMap<>();

  private OnnxCompiler(Network network, Map<String, String> outputNames) {
    this.network = network;
    this.outputNames = outputNames;
  }

  /** The graph of a network with one output, which is called {@code probabilities}. */
  static GraphProto compile(Network network) {
    return new OnnxCompiler(network, Map.of(network.outputs().get(0), OnnxFormat.PROBABILITIES))
        .graph();
  }

  /** The graph of a network whose outputs have their nodes' names, in the order of the outputs. */
  static GraphProto compileWithNames(Network network) {
    return new OnnxCompiler(network, Map.of()).graph();
  }

  private GraphProto graph() {
    Shape input = network.input();
    writer.input(OnnxFormat.INPUT, -1, input.rows(), input.columns(), input.channels());
    writer.node(
        "Transpose",
        "input/channels_first",
        List.of(OnnxFormat.INPUT),
        attribute("perm", List.of(0L, 3L, 1L, 2L)));
    network.nodes().forEach(this::write);
    for (String output : network.outputs()) {
      Shape shape = network.shape(output);
      if (flat.contains(output)) {
        writer.output(value(output), -1, shape.channels());
      } else {
        writer.output(value(output), -1, shape.channels(), shape.rows(), shape.columns());
      }
    }
    return writer.graph();
  }

  private void write(Node node) {
    Operation operation = node.operation();
    if (operation instanceof Convolution convolution) {
      writeConvolution(node, convolution);
    } else if (operation instanceof BatchNormalization normalization) {
      writeNormalization(node, normalization);
    } else if (operation instanceof Relu) {
      writeElementwise("Relu", node);
    } else if (operation instanceof MaxPool pool) {
      writePool("MaxPool", node, pool.window(), pool.stride(), pool.padding());
    } else if (operation instanceof AveragePool pool) {
      writePool(
          "AveragePool",
          node,
          pool.window(),
          pool.stride(),
          pool.padding(),
          attribute("count_include_pad", 0));
    } else if (operation instanceof Concatenation) {
      writeConcatenation(node);
    } else if (operation instanceof GlobalAveragePool) {
      writer.node("GlobalAveragePool", value(node.name()), List.of(map(only(node))));
    } else if (operation instanceof Dense dense) {
      writeDense(node, dense);
    } else if (operation instanceof Dropout) {
      writeElementwise("Identity", node);
    } else if (operation instanceof Softmax) {
      writer.node("Softmax", value(node.name()), List.of(vector(only(node))), attribute("axis", 1));
      flat.add(node.name());
    } else {
      throw new IllegalArgumentException("ONNX has no " + operation);
    }
  }

  private void writeConvolution(Node node, Convolution convolution) {
    String input = only(node);
    List<String> inputs =
        convolution.bias()
            ? List.of(map(input), weight(node, "kernel"), weight(node, "bias"))
            : List.of(map(input), weight(node, "kernel"));
    String name = convolution.relu() ? node.name() + "/linear" : value(node.name());
    writer.node(
        "Conv",
        name,
        inputs,
        window("kernel_shape", convolution.rows(), convolution.columns()),
        window("strides", convolution.stride(), convolution.stride()),
        pads(
            network.shape(input),
            convolution.rows(),
            convolution.columns(),
            convolution.stride(),
            convolution.padding()));
    if (convolution.relu()) {
      writer.node("Relu", value(node.name()), List.of(name));
    }
  }

  private void writeNormalization(Node node, BatchNormalization normalization) {
    float[] ones = new float[network.shape(node.name()).channels()];
    Arrays.fill(ones, 1);
    String scale = writer.floats(node.weightName("scale"), ones, ones.length);
    String input = only(node);
    writer.node(
        "BatchNormalization",
        value(node.name()),
        List.of(
            asIs(input),
            scale,
            weight(node, "beta"),
            weight(node, "mean"),
            weight(node, "variance")),
        attribute("epsilon", (float) normalization.epsilon()));
    keepFlat(input, node);
  }

  private void writeElementwise(String type, Node node) {
    String input = only(node);
    writer.node(type, value(node.name()), List.of(asIs(input)));
    keepFlat(input, node);
  }

  private void writePool(
      String type, Node node, int window, int stride, Padding padding, AttributeProto... more) {
    String input = only(node);
    AttributeProto[] attributes = Arrays.copyOf(more, more.length + 3);
    attributes[more.length] = window("kernel_shape", window, window);
    attributes[more.length + 1] = window("strides", stride, stride);
    attributes[more.length + 2] = pads(network.shape(input), window, window, stride, padding);
    writer.node(type, value(node.name()), List.of(map(input)), attributes);
  }

  private void writeConcatenation(Node node) {
    boolean vectors = node.inputs().stream().anyMatch(flat::contains);
    List<String> inputs =
        node.inputs().stream().map(name -> vectors ? vector(name) : map(name)).toList();
    writer.node("Concat", value(node.name()), inputs, attribute("axis", 1));
    if (vectors) {
      flat.add(node.name());
    }
  }

  private void writeDense(Node node, Dense dense) {
    String name = dense.relu() ? node.name() + "/linear" : value(node.name());
    writer.node(
        "Gemm",
        name,
        List.of(vector(only(node)), weight(node, "kernel"), weight(node, "bias")),
        attribute("transB", 1));
    if (dense.relu()) {
      writer.node("Relu", value(node.name()), List.of(name));
    }
    flat.add(node.name());
  }

  private static String only(Node node) {
    return node.inputs().get(0);
  }

  private void keepFlat(String input, Node node) {
    if (flat.contains(input)) {
      flat.add(node.name());
    }
  }

  /** The ONNX name of a node's value. */
  private String value(String node) {
    String output = outputNames.get(node);
    if (output != null) {
      return output;
    }
    // Another node may have the name of the output.
    return outputNames.containsValue(node) ? node + "/value" : node;
  }

  private String asIs(String name) {
    return name.equals(Network.INPUT) ? "input/channels_first" : value(name);
  }

  /** As {@code [batch][channel]}. */
  private String vector(String name) {
    return flat.contains(name)
        ? value(name)
        : reshaped.computeIfAbsent(
            name,
            key ->
                writer.node("Flatten", key + "/vector", List.of(asIs(key)), attribute("axis", 1)));
  }

  /** As {@code [batch][channel][row][column]}. */
  private String map(String name) {
    return !flat.contains(name)
        ? asIs(name)
        : reshaped.computeIfAbsent(
            name,
            key ->
                writer.node(
                    "Unsqueeze",
                    key + "/map",
                    List.of(value(key), writer.longs(key + "/axes", new long[] {2, 3}, 2))));
  }

  private String weight(Node node, String weight) {
    return writer.floats(node.weightName(weight), network.weight(node, weight));
  }

  static AttributeProto window(String name, long rows, long columns) {
    return attribute(name, List.of(rows, columns));
  }

  /** The rows and columns added before, then those after: the odd one at the end. */
  static AttributeProto pads(Shape input, int rows, int columns, int stride, Padding padding) {
    long vertical = pad(input.rows(), rows, stride, padding);
    long horizontal = pad(input.columns(), columns, stride, padding);
    return attribute(
        "pads",
        List.of(
            vertical / 2, horizontal / 2, vertical - vertical / 2, horizontal - horizontal / 2));
  }

  private static long pad(int input, int window, int stride, Padding padding) {
    if (padding == Padding.VALID) {
      return 0;
    }
    long outputs = (input + (long) stride - 1) / stride;
    return Math.max((outputs - 1) * stride + window - input, 0);
  }
}
