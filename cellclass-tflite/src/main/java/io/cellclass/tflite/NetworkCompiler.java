package io.cellclass.tflite;

import com.google.common.collect.Lists;
import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.Ints;
import io.cellclass.network.Network;
import io.cellclass.network.Node;
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
import io.cellclass.network.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a network to a graph of TensorFlow Lite, for batches of any size.
 *
 * <p>Feature maps are {@code [batch][row][column][channel]}, vectors {@code [batch][channel]}. A
 * ReLU that alone takes the value of a pool is computed by the pool. Dropout is gone.
 */
final class NetworkCompiler {
  /** So many tensors XNNPACK concatenates at once, in every version. */
  private static final int MOST_JOINED = 4;

  private final Network network;
  private final Numerics numerics;
  private final FusedRelus relus;
  private final GraphBuilder graph = new GraphBuilder();

  /** Where the values of the nodes are. */
  private final Map<String, Integer> values = new HashMap<>();

  /** What conversions gave, so that none is made twice. */
  private final Map<List<Object>, Integer> converted = new HashMap<>();

  private NetworkCompiler(Network network, Numerics numerics) {
    this.network = network;
    this.numerics = numerics;
    this.relus = FusedRelus.of(network);
  }

  /**
   * The graph of a network.
   *
   * @param network best an optimized one
   * @param boundary what the values of the input and of the outputs are
   */
  static LiteGraph compile(Network network, Numerics numerics, Boundary boundary) {
    return new NetworkCompiler(network, numerics).compile(boundary);
  }

  private LiteGraph compile(Boundary boundary) {
    Shape shape = network.input();
    ImmutableIntArray sides =
        ImmutableIntArray.of(1, shape.rows(), shape.columns(), shape.channels());
    int input = graph.value(Network.INPUT, boundary.input(), sides, boundary.inputScales(numerics));
    values.put(Network.INPUT, input);
    for (Node node : network.nodes()) {
      values.put(node.name(), compile(node));
    }
    List<Integer> outputs = new ArrayList<>();
    for (String output : network.outputs()) {
      outputs.add(as(value(output), boundary.output(), boundary.outputScales()));
    }
    return graph.build(input, outputs);
  }

  private int compile(Node node) {
    if (node.operation() instanceof Convolution convolution) {
      return convolution(node, convolution);
    } else if (node.operation() instanceof BatchNormalization normalization) {
      return normalization(node, normalization);
    } else if (node.operation() instanceof MaxPool pool) {
      return pool(node, Kind.MAX_POOL_2D, pool.padding(), pool.stride(), pool.window());
    } else if (node.operation() instanceof AveragePool pool) {
      return pool(node, Kind.AVERAGE_POOL_2D, pool.padding(), pool.stride(), pool.window());
    } else if (node.operation() instanceof Concatenation) {
      return concatenation(node);
    } else if (node.operation() instanceof GlobalAveragePool) {
      return mean(node);
    } else if (node.operation() instanceof Dense dense) {
      return dense(node, dense);
    } else if (node.operation() instanceof Relu) {
      return relu(node);
    } else if (node.operation() instanceof Softmax) {
      int input = asVector(input(node, 0));
      return result(Kind.SOFTMAX, new LiteOptions.Softmax(), node, 2, input);
    } else if (node.operation() instanceof Dropout) {
      return value(node.inputs().get(0));
    }
    throw new IllegalArgumentException("TensorFlow Lite has no " + node.operation());
  }

  private int convolution(Node node, Convolution c) {
    int input = asMap(input(node, 0));
    float[] bias = c.bias() ? network.weight(node, "bias").values() : new float[c.filters()];
    Tensor kernel = Layout.outputRowColumnInput(network.weight(node, "kernel"));
    Numerics.Weights weights = numerics.add(graph, node.name(), input, kernel, 0, bias);
    LiteOptions options = new LiteOptions.Convolution(same(c.padding()), c.stride(), c.relu());
    return result(Kind.CONV_2D, options, node, 4, input, weights.kernel(), weights.bias());
  }

  /** A convolution of each channel with a factor. */
  private int normalization(Node node, BatchNormalization normalization) {
    int input = asMap(input(node, 0));
    Tensor variance = network.weight(node, "variance");
    float[] factors = new float[variance.size()];
    float[] bias = new float[variance.size()];
    for (int i = 0; i < factors.length; i++) {
      double factor = 1 / Math.sqrt(variance.get(i) + normalization.epsilon());
      factors[i] = (float) factor;
      bias[i] =
          (float)
              (network.weight(node, "beta").get(i) - network.weight(node, "mean").get(i) * factor);
    }
    Tensor kernel = Tensor.of(factors, 1, 1, 1, factors.length);
    Numerics.Weights weights = numerics.add(graph, node.name(), input, kernel, 3, bias);
    LiteOptions options = new LiteOptions.Convolution(false, 1, false);
    return result(
        Kind.DEPTHWISE_CONV_2D, options, node, 4, input, weights.kernel(), weights.bias());
  }

  private int pool(Node node, Kind kind, Padding padding, int stride, int window) {
    boolean relu = relus.isComputedBy(node);
    LiteOptions options = new LiteOptions.Pool(same(padding), stride, window, relu);
    return result(kind, options, node, 4, asMap(input(node, 0)));
  }

  private int relu(Node node) {
    if (relus.isFused(node)) {
      return value(node.inputs().get(0));
    }
    int input = input(node, 0);
    int rank = graph.tensor(input).shape().length();
    return result(Kind.RELU, new LiteOptions.None(), node, rank, input);
  }

  private int concatenation(Node node) {
    boolean vectors = network.shape(node.name()).isVector();
    int[] inputs = new int[node.inputs().size()];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = vectors ? asVector(input(node, i)) : asMap(input(node, i));
    }
    return concatenated(node, vectors ? 2 : 4, Ints.asList(inputs));
  }

  /** In several steps where there are more inputs than XNNPACK takes. */
  private int concatenated(Node node, int rank, List<Integer> inputs) {
    LiteOptions options = new LiteOptions.Concatenation(rank);
    List<Integer> left = inputs;
    while (left.size() > MOST_JOINED) {
      List<Integer> joined = new ArrayList<>();
      for (List<Integer> part : Lists.partition(left, MOST_JOINED)) {
        joined.add(part.size() == 1 ? part.get(0) : part(node, options, part));
      }
      left = joined;
    }
    return result(Kind.CONCATENATION, options, node, rank, Ints.toArray(left));
  }

  private int part(Node node, LiteOptions options, List<Integer> inputs) {
    int[] sides = graph.tensor(inputs.get(0)).shape().toArray();
    sides[sides.length - 1] =
        inputs.stream().mapToInt(input -> graph.tensor(input).channels()).sum();
    String name = node.name() + "/part" + inputs.get(0);
    int output =
        graph.value(
            name,
            numerics.type(node.name()),
            ImmutableIntArray.copyOf(sides),
            numerics.scales(node.name()));
    graph.operator(Kind.CONCATENATION, options, output, Ints.toArray(inputs));
    return output;
  }

  private int mean(Node node) {
    int input = asMap(input(node, 0));
    int axes = graph.constant(node.name() + "/axes", 1, 2);
    return result(Kind.MEAN, new LiteOptions.Mean(), node, 2, input, axes);
  }

  private int dense(Node node, Dense dense) {
    int input = asVector(input(node, 0));
    float[] bias = network.weight(node, "bias").values();
    Numerics.Weights weights =
        numerics.add(graph, node.name(), input, network.weight(node, "kernel"), 0, bias);
    LiteOptions options = new LiteOptions.FullyConnected(dense.relu());
    return result(Kind.FULLY_CONNECTED, options, node, 2, input, weights.kernel(), weights.bias());
  }

  private int result(Kind kind, LiteOptions options, Node node, int rank, int... inputs) {
    Shape shape = network.shape(node.name());
    ImmutableIntArray sides =
        rank == 2
            ? ImmutableIntArray.of(1, shape.channels())
            : ImmutableIntArray.of(1, shape.rows(), shape.columns(), shape.channels());
    int output =
        graph.value(node.name(), numerics.type(node.name()), sides, numerics.scales(node.name()));
    graph.operator(kind, options, output, inputs);
    return output;
  }

  private static boolean same(Padding padding) {
    return padding == Padding.SAME;
  }

  private int value(String name) {
    return Objects.requireNonNull(values.get(name));
  }

  /** The value of a node's input, in the numbers in which the node computes. */
  private int input(Node node, int which) {
    String name = node.inputs().get(which);
    ElementType type = numerics.type(node.name());
    return as(value(name), type, type == numerics.type(name) ? numerics.scales(name) : null);
  }

  private int as(int position, ElementType type, @Nullable Scales scales) {
    LiteTensor tensor = graph.tensor(position);
    if (tensor.type() == type) {
      return position;
    }
    return converted.computeIfAbsent(
        List.of(position, type),
        key -> {
          Kind kind = type == ElementType.FLOAT32 ? Kind.DEQUANTIZE : Kind.QUANTIZE;
          int output = graph.value(tensor.name() + "/" + type, type, tensor.shape(), scales);
          graph.operator(kind, new LiteOptions.None(), output, position);
          return output;
        });
  }

  private int asVector(int position) {
    int channels = graph.tensor(position).channels();
    return reshaped(position, ImmutableIntArray.of(1, channels));
  }

  private int asMap(int position) {
    int channels = graph.tensor(position).channels();
    return graph.tensor(position).shape().length() == 4
        ? position
        : reshaped(position, ImmutableIntArray.of(1, 1, 1, channels));
  }

  private int reshaped(int position, ImmutableIntArray shape) {
    LiteTensor tensor = graph.tensor(position);
    if (tensor.shape().equals(shape)) {
      return position;
    }
    return converted.computeIfAbsent(
        List.of(position, shape),
        key -> {
          int[] sides = shape.toArray();
          sides[0] = -1;
          String name = tensor.name() + "/" + shape.length();
          int target = graph.constant(name + "/shape", sides);
          int output = graph.value(name, tensor.type(), shape, tensor.scales());
          graph.operator(
              Kind.RESHAPE,
              new LiteOptions.Reshape(ImmutableIntArray.copyOf(sides)),
              output,
              position,
              target);
          return output;
        });
  }
}
