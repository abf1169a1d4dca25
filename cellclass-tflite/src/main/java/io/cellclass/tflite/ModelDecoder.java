package io.cellclass.tflite;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.primitives.ImmutableDoubleArray;
import com.google.common.primitives.ImmutableIntArray;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.tensorflow.lite.schema.ActivationFunctionType;
import org.tensorflow.lite.schema.Buffer;
import org.tensorflow.lite.schema.ConcatenationOptions;
import org.tensorflow.lite.schema.Conv2DOptions;
import org.tensorflow.lite.schema.DepthwiseConv2DOptions;
import org.tensorflow.lite.schema.FullyConnectedOptions;
import org.tensorflow.lite.schema.Model;
import org.tensorflow.lite.schema.Operator;
import org.tensorflow.lite.schema.OperatorCode;
import org.tensorflow.lite.schema.Padding;
import org.tensorflow.lite.schema.Pool2DOptions;
import org.tensorflow.lite.schema.QuantizationParameters;
import org.tensorflow.lite.schema.ReshapeOptions;
import org.tensorflow.lite.schema.SubGraph;
import org.tensorflow.lite.schema.Tensor;

/**
 * Reads what {@link ModelEncoder} wrote.
 *
 * <p>Only that much as makes the graph: whoever has to know that nothing else is there encodes it
 * again and compares.
 */
final class ModelDecoder {
  private final ByteBuffer bytes;
  private final Model model;

  private ModelDecoder(ByteBuffer bytes) {
    this.bytes = bytes;
    this.model = Model.getRootAsModel(bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN));
  }

  /**
   * The graph of a flatbuffer.
   *
   * @throws IllegalArgumentException if it is not whole, or says what no graph of ours does
   */
  static LiteGraph decode(ByteBuffer bytes) {
    try {
      return new ModelDecoder(bytes).graph();
    } catch (IndexOutOfBoundsException
        | BufferUnderflowException
        | ArithmeticException
        | NegativeArraySizeException
        | ClassCastException
        | AssertionError e) {
      throw new IllegalArgumentException(
          "expected a whole model, found a position outside of it", e);
    }
  }

  private LiteGraph graph() {
    if (model.subgraphsLength() != 1) {
      throw new IllegalArgumentException("expected one graph, found " + model.subgraphsLength());
    }
    SubGraph graph = model.subgraphs(0);
    int[] inputs = ints(graph.inputsLength(), graph::inputs);
    if (inputs.length != 1) {
      throw new IllegalArgumentException("expected one input, found " + inputs.length);
    }
    List<ByteBuffer> buffers = list(model.buffersLength(), i -> buffer(model.buffers(i)));
    // The last ones hold metadata.
    int metadata = model.metadataLength();
    if (metadata < 0 || metadata > buffers.size()) {
      throw new IllegalArgumentException("expected metadata in buffers, found " + metadata);
    }
    return new LiteGraph(
        list(graph.tensorsLength(), i -> tensor(graph.tensors(i))),
        list(graph.operatorsLength(), i -> operator(graph.operators(i))),
        buffers.subList(0, buffers.size() - metadata),
        inputs[0],
        list(graph.outputsLength(), graph::outputs));
  }

  private <T> List<T> list(int length, IntFunction<T> element) {
    List<T> result = new ArrayList<>(requireWithin(length));
    for (int i = 0; i < length; i++) {
      result.add(element.apply(i));
    }
    return result;
  }

  private int[] ints(int length, IntUnaryOperator element) {
    int[] result = new int[requireWithin(length)];
    for (int i = 0; i < length; i++) {
      result[i] = element.applyAsInt(i);
    }
    return result;
  }

  /** No vector has more elements than the file has places for offsets. */
  private int requireWithin(int length) {
    if (length < 0 || length > bytes.limit() / Integer.BYTES) {
      throw new IndexOutOfBoundsException(length);
    }
    return length;
  }

  private static ByteBuffer buffer(Buffer buffer) {
    ByteBuffer data = buffer.dataAsByteBuffer();
    return data == null
        ? ByteBuffer.allocate(0).asReadOnlyBuffer()
        : data.slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  private LiteTensor tensor(Tensor tensor) {
    ByteBuffer name = tensor.nameAsByteBuffer();
    if (name == null) {
      throw new IllegalArgumentException("expected a name for each tensor, found none");
    }
    return new LiteTensor(
        UTF_8.decode(name.slice()).toString(),
        ElementType.of(tensor.type()),
        ImmutableIntArray.copyOf(ints(tensor.shapeLength(), tensor::shape)),
        tensor.shapeSignatureLength() > 0,
        Math.toIntExact(tensor.buffer()),
        scales(tensor.quantization()));
  }

  private @Nullable Scales scales(@Nullable QuantizationParameters quantization) {
    if (quantization == null) {
      return null;
    }
    int count = requireWithin(quantization.scaleLength());
    if (count < 1 || quantization.zeroPointLength() != count) {
      throw new IllegalArgumentException(
          "expected a zero point for each scale, found " + quantization.zeroPointLength());
    }
    ImmutableDoubleArray.Builder scales = ImmutableDoubleArray.builder(count);
    for (int i = 0; i < count; i++) {
      scales.add(quantization.scale(i));
    }
    return new Scales(
        scales.build(),
        Math.toIntExact(quantization.zeroPoint(0)),
        quantization.quantizedDimension());
  }

  private LiteOperator operator(Operator operator) {
    OperatorCode code = present(model.operatorCodes(Math.toIntExact(operator.opcodeIndex())));
    Kind kind = Kind.of(code.builtinCode());
    int[] outputs = ints(operator.outputsLength(), operator::outputs);
    if (outputs.length != 1) {
      throw new IllegalArgumentException(
          "expected one output of " + kind + ", found " + outputs.length);
    }
    ImmutableIntArray inputs =
        ImmutableIntArray.copyOf(ints(operator.inputsLength(), operator::inputs));
    return new LiteOperator(kind, code.version(), inputs, outputs[0], options(kind, operator));
  }

  private LiteOptions options(Kind kind, Operator operator) {
    return switch (kind) {
      case CONV_2D -> {
        Conv2DOptions c = present((Conv2DOptions) operator.builtinOptions(new Conv2DOptions()));
        yield new LiteOptions.Convolution(
            same(c.padding()), c.strideW(), relu(c.fusedActivationFunction()));
      }
      case DEPTHWISE_CONV_2D -> {
        DepthwiseConv2DOptions c =
            present((DepthwiseConv2DOptions) operator.builtinOptions(new DepthwiseConv2DOptions()));
        yield new LiteOptions.Convolution(
            same(c.padding()), c.strideW(), relu(c.fusedActivationFunction()));
      }
      case MAX_POOL_2D, AVERAGE_POOL_2D -> {
        Pool2DOptions p = present((Pool2DOptions) operator.builtinOptions(new Pool2DOptions()));
        yield new LiteOptions.Pool(
            same(p.padding()), p.strideW(), p.filterWidth(), relu(p.fusedActivationFunction()));
      }
      case FULLY_CONNECTED -> {
        FullyConnectedOptions f =
            present((FullyConnectedOptions) operator.builtinOptions(new FullyConnectedOptions()));
        yield new LiteOptions.FullyConnected(relu(f.fusedActivationFunction()));
      }
      case RESHAPE -> {
        ReshapeOptions r = present((ReshapeOptions) operator.builtinOptions(new ReshapeOptions()));
        yield new LiteOptions.Reshape(
            ImmutableIntArray.copyOf(ints(r.newShapeLength(), r::newShape)));
      }
      case CONCATENATION -> new LiteOptions.Concatenation(axis(operator) + 1);
      case MEAN -> new LiteOptions.Mean();
      case SOFTMAX -> new LiteOptions.Softmax();
      case RELU, QUANTIZE, DEQUANTIZE -> new LiteOptions.None();
    };
  }

  private static int axis(Operator operator) {
    return present((ConcatenationOptions) operator.builtinOptions(new ConcatenationOptions()))
        .axis();
  }

  private static <T> T present(@Nullable T options) {
    if (options == null) {
      throw new IllegalArgumentException("expected options and code of an operator, found none");
    }
    return options;
  }

  private static boolean same(byte padding) {
    return padding == Padding.SAME;
  }

  private static boolean relu(byte activation) {
    return activation == ActivationFunctionType.RELU;
  }
}
