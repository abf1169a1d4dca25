package io.cellclass.onnx;

import static io.cellclass.onnx.GraphWriter.attribute;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
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
import io.cellclass.network.Operation.Upsampling;
import io.cellclass.network.Padding;
import io.cellclass.network.Shape;
import io.cellclass.network.Tensor;
import io.cellclass.network.quantization.QuantizedRange;
import io.cellclass.network.quantization.QuantizedWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes a network as a graph of ONNX, in float32 or quantized: then what is to be bytes goes
 * through a pair of QuantizeLinear and DequantizeLinear (QDQ), and a runtime that can computes what
 * lies between two pairs with whole numbers.
 *
 * <p>Feature maps are {@code [batch][channel][row][column]} inside, vectors {@code
 * [batch][channel]}; the input is {@code [batch][row][column][channel]} as preprocessing gives it.
 * A node's value has the node's name; what stands between has the name and a slash, which no node's
 * name has.
 */
final class OnnxCompiler {
  /** The input as the graph computes with it. */
  private static final String FEATURES = "input/channels_first";

  /**
   * Processors with AVX2 and no VNNI add two products of bytes in 16 bits. With larger sums of
   * neighbouring levels, what ONNX Runtime computes would saturate there, and only there.
   */
  private static final int LARGEST_PAIR = 128;

  private final Network network;
  private final Map<String, String> outputNames;
  private final QuantizationPlan plan;
  private final GraphWriter writer = new GraphWriter(OnnxFormat.PRODUCER);

  /** The nodes whose values are {@code [batch][channel]}. */
  private final Set<String> flat = new HashSet<>();

  /** The names of the same values as vectors and as maps, where they were asked for. */
  private final Map<String, String> reshaped = new HashMap<>();

  private OnnxCompiler(Network network, Map<String, String> outputNames, QuantizationPlan plan) {
    this.network = network;
    this.outputNames = outputNames;
    this.plan = plan;
  }

  /** The graph of a network with one output, which is called {@code probabilities}. */
  static GraphProto compile(Network network) {
    return compile(network, QuantizationPlan.NONE);
  }

  /** The same, quantized. */
  static GraphProto compile(Network network, QuantizationPlan plan) {
    Map<String, String> name = Map.of(network.outputs().get(0), OnnxFormat.PROBABILITIES);
    return new OnnxCompiler(network, name, plan).graph();
  }

  /** The graph of a network whose outputs have their nodes' names, in the order of the outputs. */
  static GraphProto compileWithNames(Network network) {
    return new OnnxCompiler(network, Map.of(), QuantizationPlan.NONE).graph();
  }

  private GraphProto graph() {
    Shape input = network.input();
    writer.input(OnnxFormat.INPUT, -1, input.rows(), input.columns(), input.channels());
    writer.node(
        "Transpose",
        FEATURES,
        List.of(OnnxFormat.INPUT),
        attribute("perm", List.of(0L, 3L, 1L, 2L)));
    if (plan.quantizes(Network.INPUT)) {
      writeLevels(Network.INPUT, FEATURES, asIs(Network.INPUT));
    }
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
      writeRelu(node);
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
    } else if (operation instanceof Upsampling upsampling) {
      writeUpsampling(node, upsampling.factor());
    } else if (operation instanceof Concatenation) {
      writeConcatenation(node);
    } else if (operation instanceof GlobalAveragePool) {
      writeValue(node, "GlobalAveragePool", List.of(map(only(node))), false);
    } else if (operation instanceof Dense dense) {
      writeDense(node, dense);
    } else if (operation instanceof Dropout) {
      writeElementwise("Identity", node);
    } else if (operation instanceof Softmax) {
      writeValue(node, "Softmax", List.of(vector(only(node))), false, attribute("axis", 1));
      flat.add(node.name());
    } else {
      throw new IllegalArgumentException("ONNX has no " + operation);
    }
  }

  private void writeConvolution(Node node, Convolution convolution) {
    String input = only(node);
    List<String> inputs = new ArrayList<>(List.of(map(input)));
    inputs.addAll(plan.quantizes(node.name()) ? quantizedWeights(node) : weights(node));
    writeValue(
        node,
        "Conv",
        inputs,
        convolution.relu(),
        window("kernel_shape", convolution.rows(), convolution.columns()),
        window("strides", convolution.stride(), convolution.stride()),
        pads(
            network.shape(input),
            convolution.rows(),
            convolution.columns(),
            convolution.stride(),
            convolution.padding()));
  }

  private void writeNormalization(Node node, BatchNormalization normalization) {
    float[] ones = new float[network.shape(node.name()).channels()];
    Arrays.fill(ones, 1);
    String scale = writer.floats(node.weightName("scale"), ones, ones.length);
    String input = only(node);
    writeValue(
        node,
        "BatchNormalization",
        List.of(
            asIs(input),
            scale,
            weight(node, "beta"),
            weight(node, "mean"),
            weight(node, "variance")),
        false,
        attribute("epsilon", (float) normalization.epsilon()));
    keepFlat(input, node);
  }

  private void writeElementwise(String type, Node node) {
    String input = only(node);
    writeValue(node, type, List.of(asIs(input)), false);
    keepFlat(input, node);
  }

  private void writeRelu(Node node) {
    if (saturatesAtZero(node)) {
      writeLevels(node.name(), asIs(only(node)), value(node.name()));
      keepFlat(only(node), node);
    } else {
      writeElementwise("Relu", node);
    }
  }

  private void writePool(
      String type, Node node, int window, int stride, Padding padding, AttributeProto... more) {
    String input = only(node);
    AttributeProto[] attributes = Arrays.copyOf(more, more.length + 3);
    attributes[more.length] = window("kernel_shape", window, window);
    attributes[more.length + 1] = window("strides", stride, stride);
    attributes[more.length + 2] = pads(network.shape(input), window, window, stride, padding);
    writeValue(node, type, List.of(map(input)), false, attributes);
  }

  /** By a whole factor, the operator's defaults repeat each value. */
  private void writeUpsampling(Node node, int factor) {
    String factors = writer.floats(node.name() + "/factors", new float[] {1, 1, factor, factor}, 4);
    writeValue(node, "Resize", List.of(map(only(node)), "", factors), false);
  }

  private void writeConcatenation(Node node) {
    boolean vectors = node.inputs().stream().anyMatch(flat::contains);
    List<String> inputs =
        node.inputs().stream().map(name -> vectors ? vector(name) : map(name)).toList();
    writeValue(node, "Concat", inputs, false, attribute("axis", 1));
    if (vectors) {
      flat.add(node.name());
    }
  }

  private void writeDense(Node node, Dense dense) {
    List<String> inputs = new ArrayList<>(List.of(vector(only(node))));
    inputs.addAll(weights(node));
    writeValue(node, "Gemm", inputs, dense.relu(), attribute("transB", 1));
    flat.add(node.name());
  }

  /** A node's operation, and what follows: ReLU, and the rounding to levels. */
  private void writeValue(
      Node node, String type, List<String> inputs, boolean relu, AttributeProto... attributes) {
    String name = node.name();
    String exact = plan.quantizes(name) ? name + "/exact" : value(name);
    if (relu && !saturatesAtZero(node)) {
      writer.node(type, name + "/linear", inputs, attributes);
      writer.node("Relu", exact, List.of(name + "/linear"));
    } else {
      writer.node(type, exact, inputs, attributes);
    }
    if (plan.quantizes(name)) {
      writeLevels(name, exact, value(name));
    }
  }

  /** Whether rounding to levels makes ReLU needless, as the lowest level is zero. */
  private boolean saturatesAtZero(Node node) {
    return plan.quantizes(node.name()) && plan.range(node.name()).low() == 0;
  }

  private void writeLevels(String name, String exact, String value) {
    QuantizedRange range = plan.range(name);
    String step = writer.floats(name + "/step", new float[] {range.step()});
    String zero =
        writer.bytes(name + "/zero", DataType.UINT8, new byte[] {(byte) range.zeroLevel()});
    writer.node("QuantizeLinear", name + "/levels", List.of(exact, step, zero));
    writer.node("DequantizeLinear", value, List.of(name + "/levels", step, zero));
  }

  private List<String> weights(Node node) {
    return network.weights().containsKey(node.weightName("bias"))
        ? List.of(weight(node, "kernel"), weight(node, "bias"))
        : List.of(weight(node, "kernel"));
  }

  private List<String> quantizedWeights(Node node) {
    Tensor kernel = network.weight(node, "kernel");
    int filters = kernel.shape().get(0);
    boolean hasBias = network.weights().containsKey(node.weightName("bias"));
    Tensor bias = hasBias ? network.weight(node, "bias") : Tensor.of(new float[filters], filters);
    float inputStep = plan.range(only(node)).step();
    QuantizedWeights weights = QuantizedWeights.ofPairs(kernel, bias, inputStep, LARGEST_PAIR);
    String levels =
        writer.bytes(
            node.name() + "/kernel/levels",
            DataType.INT8,
            weights.values(),
            GraphWriter.sides(kernel));
    String step = writer.floats(node.name() + "/kernel/step", weights.steps(), filters);
    String zero =
        writer.bytes(node.name() + "/kernel/zero", DataType.INT8, new byte[filters], filters);
    String value = node.weightName("kernel");
    writer.node("DequantizeLinear", value, List.of(levels, step, zero), attribute("axis", 0));
    return hasBias ? List.of(value, quantizedBias(node, weights, inputStep)) : List.of(value);
  }

  private String quantizedBias(Node node, QuantizedWeights weights, float inputStep) {
    float[] steps = weights.steps();
    for (int i = 0; i < steps.length; i++) {
      steps[i] *= inputStep;
    }
    int filters = steps.length;
    String levels = writer.integers(node.name() + "/bias/levels", weights.bias(), filters);
    String step = writer.floats(node.name() + "/bias/step", steps, filters);
    String zero = writer.integers(node.name() + "/bias/zero", new int[filters], filters);
    return writer.node(
        "DequantizeLinear",
        node.weightName("bias"),
        List.of(levels, step, zero),
        attribute("axis", 0));
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
    if (!name.equals(Network.INPUT)) {
      return value(name);
    }
    return plan.quantizes(name) ? "input/rounded" : FEATURES;
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
