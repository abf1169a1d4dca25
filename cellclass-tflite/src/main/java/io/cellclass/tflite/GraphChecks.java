package io.cellclass.tflite;

import com.google.common.primitives.ImmutableIntArray;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Checks that a graph from a file is one that native code computes without leaving its memory: each
 * tensor is there before it is used, has the shape that its operator gives it, and a buffer of that
 * size.
 */
final class GraphChecks {
  private static final int CHANNELS = 3;

  /** As in a bundle: of values in a tensor. */
  private static final long LARGEST_TENSOR = 1 << 26;

  /** Of values in all tensors that are computed. */
  private static final long LARGEST_SUM = 1 << 30;

  private final LiteGraph graph;
  private final Set<Integer> ready = new HashSet<>();

  private GraphChecks(LiteGraph graph) {
    this.graph = graph;
  }

  /**
   * Does nothing for a sound graph.
   *
   * @param size rows and columns of the images
   * @param labels the number of probabilities
   * @throws IllegalArgumentException if something else is found
   */
  static void check(LiteGraph graph, int size, int labels) {
    try {
      new GraphChecks(graph).check(size, labels);
    } catch (IndexOutOfBoundsException | ArithmeticException e) {
      throw new IllegalArgumentException("expected a sound graph: " + e.getMessage(), e);
    }
  }

  private void check(int size, int labels) {
    require(graph.buffers().get(0).remaining() == 0, "an empty first buffer", "another");
    graph.tensors().forEach(this::checkTensor);
    long sum = 0;
    for (int i = 0; i < graph.tensors().size(); i++) {
      LiteTensor tensor = graph.tensors().get(i);
      sum += tensor.size();
      if (tensor.buffer() != 0) {
        ready.add(i);
      }
    }
    require(sum <= LARGEST_SUM, "at most " + LARGEST_SUM + " values", sum);
    LiteTensor input = graph.inputTensor();
    require(ready.add(graph.input()), "an input that is given", "a constant");
    requireShape(input, 1, size, size, CHANNELS);
    requireBoundary(input);
    graph.operators().forEach(this::checkOperator);
    require(graph.outputs().size() == 1, "one output", graph.outputs().size());
    requireReady(graph.outputs().get(0));
    requireShape(graph.outputTensor(), 1, labels);
    require(graph.outputTensor().type() == input.type(), "output as input", graph.outputTensor());
  }

  private static void requireBoundary(LiteTensor input) {
    require(
        input.type() == ElementType.FLOAT32 || input.type() == ElementType.UINT8,
        "an input of float32 or uint8",
        input.type());
  }

  private void checkTensor(LiteTensor tensor) {
    ImmutableIntArray shape = tensor.shape();
    require(shape.length() >= 1 && shape.length() <= 4, "1 to 4 sides", shape);
    require(shape.stream().allMatch(side -> side > 0), "positive sides", shape);
    require(tensor.size() <= LARGEST_TENSOR * 8, "a smaller tensor", shape);
    if (tensor.buffer() != 0) {
      long bytes = graph.buffers().get(tensor.buffer()).remaining();
      require(bytes == tensor.size() * tensor.type().bytes(), "values for " + shape, bytes);
      require(!tensor.batched(), "a constant without a batch", tensor.name());
      require(isFinite(tensor), "finite values of " + tensor.name(), "others");
    } else {
      require(tensor.size() <= LARGEST_TENSOR, "a smaller tensor", shape);
      require(!tensor.batched() || shape.get(0) == 1, "a batch of one", shape);
    }
    Scales scales = tensor.scales();
    boolean whole = tensor.type() == ElementType.INT8 || tensor.type() == ElementType.UINT8;
    require(!whole || scales != null, "scales of whole numbers", "none");
    if (scales != null) {
      int count = scales.scales().length();
      require(scales.axis() >= 0 && scales.axis() < shape.length(), "an axis", scales.axis());
      require(count == 1 || count == shape.get(scales.axis()), "a scale each", count);
      require(Math.abs(scales.zeroPoint()) <= 255, "a zero point in range", scales.zeroPoint());
    }
  }

  private boolean isFinite(LiteTensor tensor) {
    ByteBuffer values = graph.buffers().get(tensor.buffer()).duplicate();
    values.order(ByteOrder.LITTLE_ENDIAN);
    if (tensor.type() == ElementType.FLOAT32) {
      FloatBuffer floats = values.asFloatBuffer();
      return IntStream.range(0, floats.limit()).allMatch(i -> Float.isFinite(floats.get(i)));
    }
    ShortBuffer halves = values.asShortBuffer();
    return tensor.type() != ElementType.FLOAT16
        || IntStream.range(0, halves.limit()).noneMatch(i -> Half.isInfinite(halves.get(i)));
  }

  private void checkOperator(LiteOperator operator) {
    ImmutableIntArray inputs = operator.inputs();
    inputs.forEach(this::requireReady);
    LiteTensor output = graph.tensors().get(operator.output());
    require(ready.add(operator.output()), "a new output of " + operator.kind(), output.name());
    List<LiteTensor> in = inputs.stream().mapToObj(graph.tensors()::get).toList();
    require(!in.isEmpty(), "inputs of " + operator.kind(), "none");
    LiteTensor second = in.size() > 1 ? in.get(1) : in.get(0);
    int version = operator.kind().version(in.get(0).type(), second.type());
    require(
        operator.version() == version,
        operator.kind() + " in version " + version,
        operator.version());
    OperatorChecks.check(operator, in, output);
    boolean batched = in.stream().anyMatch(LiteTensor::batched);
    require(output.batched() == batched, "an output with the batch of its input", output.name());
  }

  private void requireReady(int position) {
    require(ready.contains(position), "a tensor that is there before it is used", position);
  }

  static void requireShape(LiteTensor tensor, int... shape) {
    ImmutableIntArray expected = ImmutableIntArray.copyOf(shape);
    require(tensor.shape().equals(expected), tensor.name() + " of " + expected, tensor.shape());
  }

  static void require(boolean fulfilled, String expected, Object found) {
    if (!fulfilled) {
      throw new IllegalArgumentException("expected " + expected + ", found " + found);
    }
  }
}
