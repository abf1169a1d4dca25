package io.cellclass.tflite;

import static io.cellclass.tflite.GraphChecks.require;
import static io.cellclass.tflite.GraphChecks.requireShape;

import com.google.common.primitives.ImmutableIntArray;
import java.util.List;
import java.util.Objects;

/** Checks the types and shapes of an operator's inputs and output against its definition. */
final class OperatorChecks {
  private static final int LARGEST_SIDE = 8192;

  private final LiteOperator operator;
  private final List<LiteTensor> in;
  private final LiteTensor out;

  private OperatorChecks(LiteOperator operator, List<LiteTensor> in, LiteTensor out) {
    this.operator = operator;
    this.in = in;
    this.out = out;
  }

  /**
   * Does nothing for an operator that fits.
   *
   * @throws IllegalArgumentException if it does not fit
   */
  static void check(LiteOperator operator, List<LiteTensor> in, LiteTensor out) {
    new OperatorChecks(operator, in, out).check();
  }

  private void check() {
    switch (operator.kind()) {
      case CONV_2D, DEPTHWISE_CONV_2D -> convolution((LiteOptions.Convolution) operator.options());
      case FULLY_CONNECTED -> dense();
      case MAX_POOL_2D, AVERAGE_POOL_2D -> pool((LiteOptions.Pool) operator.options());
      case CONCATENATION -> concatenation();
      case MEAN -> mean();
      case SOFTMAX -> {
        count(1);
        sameShape();
        require(out.type() == ElementType.FLOAT32, "a softmax in float32", out.type());
        sameType(in.get(0));
      }
      case RELU -> {
        count(1);
        sameShape();
        sameType(in.get(0));
      }
      case RESHAPE -> reshape((LiteOptions.Reshape) operator.options());
      case QUANTIZE, DEQUANTIZE -> conversion();
    }
  }

  private void count(int inputs) {
    require(in.size() == inputs, inputs + " inputs of " + operator.kind(), in.size());
  }

  private void sameShape() {
    require(out.shape().equals(in.get(0).shape()), out.name() + " as its input", out.shape());
  }

  private void sameType(LiteTensor input) {
    require(
        input.batched()
            && (input.type() == ElementType.FLOAT32 || input.type() == ElementType.INT8),
        "values of float32 or int8",
        input.type());
    require(out.type() == input.type(), out.name() + " of " + input.type(), out.type());
    require((out.scales() == null) == (input.scales() == null), "scales for both", out.name());
  }

  private void rank(LiteTensor tensor, int rank) {
    require(tensor.shape().length() == rank, rank + " sides of " + tensor.name(), tensor.shape());
  }

  private void convolution(LiteOptions.Convolution options) {
    count(3);
    LiteTensor input = in.get(0);
    LiteTensor kernel = in.get(1);
    sameType(input);
    rank(input, 4);
    rank(kernel, 4);
    boolean depthwise = operator.kind() == Kind.DEPTHWISE_CONV_2D;
    int axis = depthwise ? 3 : 0;
    int filters = kernel.shape().get(axis);
    require(!depthwise || kernel.shape().get(0) == 1, "one factor a channel", kernel.shape());
    require(kernel.channels() == input.channels(), "a kernel for its input", kernel.shape());
    weights(input, kernel, axis);
    int rows = side(input, 1, kernel.shape().get(1), options.stride(), options.same());
    int columns = side(input, 2, kernel.shape().get(2), options.stride(), options.same());
    requireShape(in.get(2), filters);
    requireShape(out, 1, rows, columns, filters);
  }

  private void dense() {
    count(3);
    LiteTensor input = in.get(0);
    LiteTensor kernel = in.get(1);
    sameType(input);
    rank(input, 2);
    rank(kernel, 2);
    require(kernel.channels() == input.channels(), "a kernel for its input", kernel.shape());
    weights(input, kernel, 0);
    int units = kernel.shape().get(0);
    requireShape(in.get(2), units);
    requireShape(out, 1, units);
  }

  /** Kernel and bias do not change with the batch, and are in numbers that go with the input's. */
  private void weights(LiteTensor input, LiteTensor kernel, int axis) {
    LiteTensor bias = in.get(2);
    require(!kernel.batched() && !bias.batched(), "constant weights", kernel.name());
    boolean integer = input.type() == ElementType.INT8;
    boolean known =
        integer
            ? kernel.type() == ElementType.INT8 && bias.type() == ElementType.INT32
            : (kernel.type() == ElementType.FLOAT32
                    || (kernel.type() == ElementType.INT8
                        && operator.kind() != Kind.DEPTHWISE_CONV_2D))
                && bias.type() == ElementType.FLOAT32;
    require(known, "weights that go with " + input.type(), kernel.type() + " and " + bias.type());
    Scales scales = kernel.scales();
    if (kernel.type() == ElementType.INT8) {
      Scales present = Objects.requireNonNull(scales);
      require(present.zeroPoint() == 0, "a kernel around 0", present.zeroPoint());
      boolean perChannel = kernel.shape().length() == 4;
      require(
          present.scales().length() == (perChannel ? kernel.shape().get(axis) : 1)
              && present.axis() == (perChannel ? axis : 0),
          "a scale for each filter",
          present.scales().length());
    }
    if (integer) {
      require(bias.scales() != null, "scales of the bias", "none");
    }
  }

  private void pool(LiteOptions.Pool options) {
    count(1);
    LiteTensor input = in.get(0);
    sameType(input);
    sameScales(input);
    rank(input, 4);
    int rows = side(input, 1, options.window(), options.stride(), options.same());
    int columns = side(input, 2, options.window(), options.stride(), options.same());
    requireShape(out, 1, rows, columns, input.channels());
  }

  private void sameScales(LiteTensor input) {
    require(Objects.equals(input.scales(), out.scales()), "the input's scale", out.name());
  }

  private static int side(LiteTensor input, int axis, int window, int stride, boolean same) {
    int length = input.shape().get(axis);
    require(
        window >= 1 && window <= LARGEST_SIDE && stride >= 1 && stride <= LARGEST_SIDE,
        "a window and a stride from 1 to " + LARGEST_SIDE,
        window + " and " + stride);
    require(same || window <= length, "a window that fits into " + length, window);
    return same ? (length + stride - 1) / stride : (length - window) / stride + 1;
  }

  private void concatenation() {
    int rank = ((LiteOptions.Concatenation) operator.options()).rank();
    int channels = 0;
    for (LiteTensor input : in) {
      sameType(input);
      sameScales(input);
      rank(input, rank);
      channels = Math.addExact(channels, input.channels());
    }
    int[] sides = in.get(0).shape().toArray();
    for (LiteTensor input : in) {
      sides[rank - 1] = input.channels();
      requireShape(input, sides);
    }
    sides[rank - 1] = channels;
    requireShape(out, sides);
  }

  private void mean() {
    count(2);
    sameType(in.get(0));
    rank(in.get(0), 4);
    requireInts(in.get(1), ImmutableIntArray.of(1, 2));
    requireShape(out, 1, in.get(0).channels());
    require(in.get(0).type() == ElementType.FLOAT32, "a mean in float32", in.get(0).type());
  }

  private void reshape(LiteOptions.Reshape options) {
    count(2);
    sameType(in.get(0));
    sameScales(in.get(0));
    require(out.size() == in.get(0).size(), "as many values", out.shape());
    int[] sides = out.shape().toArray();
    sides[0] = -1;
    require(
        options.shape().equals(ImmutableIntArray.copyOf(sides)),
        "a new shape like the output",
        options.shape());
    requireInts(in.get(1), options.shape());
  }

  private static void requireInts(LiteTensor tensor, ImmutableIntArray values) {
    require(tensor.buffer() != 0, "constant numbers in " + tensor.name(), "a value");
    require(tensor.type() == ElementType.INT32, "int32 in " + tensor.name(), tensor.type());
    requireShape(tensor, values.length());
  }

  private void conversion() {
    count(1);
    sameShape();
    ElementType from = in.get(0).type();
    ElementType to = out.type();
    boolean known =
        operator.kind() == Kind.DEQUANTIZE
            ? to == ElementType.FLOAT32 && (from == ElementType.INT8 || from == ElementType.FLOAT16)
            : (to == ElementType.INT8 && (from == ElementType.FLOAT32 || from == ElementType.UINT8))
                || (to == ElementType.UINT8 && from == ElementType.FLOAT32);
    require(known, "a known conversion", from + " to " + to);
    require(oneScale(in.get(0)) && oneScale(out), "one scale", out.name());
  }

  private static boolean oneScale(LiteTensor tensor) {
    return tensor.scales() == null || tensor.scales().scales().length() == 1;
  }
}
