package io.cellclass.benchmarks;

import io.cellclass.network.Network;
import io.cellclass.network.Node;
import io.cellclass.network.Operation.AveragePool;
import io.cellclass.network.Operation.Concatenation;
import io.cellclass.network.Operation.Convolution;
import io.cellclass.network.Operation.Dense;
import io.cellclass.network.Operation.Dropout;
import io.cellclass.network.Operation.GlobalAveragePool;
import io.cellclass.network.Operation.MaxPool;
import io.cellclass.network.Operation.Relu;
import io.cellclass.network.Operation.Softmax;
import io.cellclass.network.Padding;
import io.cellclass.network.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/**
 * A network as a graph of TensorFlow with its weights as constants: what a frozen graph is.
 *
 * @param input {@code [batch][row][column][channel]}
 * @param output {@code [batch][class]}
 */
record TensorFlowGraph(Placeholder<TFloat32> input, Operand<TFloat32> output) {
  /**
   * Adds a network to a graph.
   *
   * @throws IllegalArgumentException if it has an operation that an optimised classifier has not
   */
  static TensorFlowGraph of(Graph graph, Network network) {
    Ops ops = Ops.create(graph);
    io.cellclass.network.Shape shape = network.input();
    Placeholder<TFloat32> input =
        ops.placeholder(
            TFloat32.class,
            Placeholder.shape(Shape.of(-1, shape.rows(), shape.columns(), shape.channels())));
    Map<String, Operand<TFloat32>> values = new HashMap<>();
    values.put(Network.INPUT, input);
    Compiler compiler = new Compiler(ops, network, values);
    network.nodes().forEach(node -> values.put(node.name(), compiler.value(node)));
    return new TensorFlowGraph(input, Objects.requireNonNull(values.get(network.outputs().get(0))));
  }

  private record Compiler(Ops ops, Network network, Map<String, Operand<TFloat32>> values) {
    Operand<TFloat32> value(Node node) {
      List<Operand<TFloat32>> inputs = new ArrayList<>();
      node.inputs().forEach(name -> inputs.add(Objects.requireNonNull(values.get(name))));
      Operand<TFloat32> x = inputs.get(0);
      if (node.operation() instanceof Convolution convolution) {
        return convolution(node, convolution, x);
      } else if (node.operation() instanceof MaxPool pool) {
        return ops.nn.maxPool(
            x,
            ops.constant(new int[] {1, pool.window(), pool.window(), 1}),
            ops.constant(new int[] {1, pool.stride(), pool.stride(), 1}),
            pool.padding().name());
      } else if (node.operation() instanceof AveragePool pool) {
        return ops.nn.avgPool(
            x,
            List.of(1L, (long) pool.window(), (long) pool.window(), 1L),
            List.of(1L, (long) pool.stride(), (long) pool.stride(), 1L),
            pool.padding().name());
      } else if (node.operation() instanceof Concatenation) {
        return ops.concat(inputs, ops.constant(network.shape(node.name()).isVector() ? 1 : 3));
      } else if (node.operation() instanceof GlobalAveragePool) {
        return ops.math.mean(x, ops.constant(new int[] {1, 2}));
      } else if (node.operation() instanceof Dense dense) {
        return dense(node, dense, x);
      } else if (node.operation() instanceof Dropout) {
        return x;
      } else if (node.operation() instanceof Relu) {
        return ops.nn.relu(x);
      } else if (node.operation() instanceof Softmax) {
        return ops.nn.softmax(x);
      }
      throw new IllegalArgumentException("expected an optimised classifier, found " + node);
    }

    private Operand<TFloat32> convolution(Node node, Convolution convolution, Operand<TFloat32> x) {
      long stride = convolution.stride();
      Operand<TFloat32> sum =
          ops.nn.conv2d(
              x,
              kernel(network.weight(node, "kernel")),
              List.of(1L, stride, stride, 1L),
              convolution.padding() == Padding.SAME ? "SAME" : "VALID");
      if (convolution.bias()) {
        sum = ops.nn.biasAdd(sum, ops.constant(network.weight(node, "bias").values()));
      }
      return convolution.relu() ? ops.nn.relu(sum) : sum;
    }

    private Operand<TFloat32> dense(Node node, Dense dense, Operand<TFloat32> x) {
      Tensor kernel = network.weight(node, "kernel");
      Operand<TFloat32> weights =
          ops.constantOf(
              TFloat32.tensorOf(
                  Shape.of(kernel.shape().get(0), kernel.shape().get(1)),
                  DataBuffers.of(kernel.values())));
      Operand<TFloat32> sum =
          ops.math.add(
              ops.linalg.matMul(x, weights, MatMul.transposeB(true)),
              ops.constant(network.weight(node, "bias").values()));
      return dense.relu() ? ops.nn.relu(sum) : sum;
    }

    /** TensorFlow has {@code [row][column][channel][filter]}. */
    private Operand<TFloat32> kernel(Tensor kernel) {
      int filters = kernel.shape().get(0);
      int channels = kernel.shape().get(1);
      int rows = kernel.shape().get(2);
      int columns = kernel.shape().get(3);
      float[] values = kernel.values();
      float[] turned = new float[values.length];
      int from = 0;
      for (int filter = 0; filter < filters; filter++) {
        for (int channel = 0; channel < channels; channel++) {
          for (int place = 0; place < rows * columns; place++) {
            turned[(place * channels + channel) * filters + filter] = values[from++];
          }
        }
      }
      return ops.constantOf(
          TFloat32.tensorOf(Shape.of(rows, columns, channels, filters), DataBuffers.of(turned)));
    }
  }
}
