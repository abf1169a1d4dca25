package io.cellclass.tflite;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableIntArray;
import com.google.flatbuffers.FlatBufferBuilder;
import io.cellclass.tflite.LiteOptions.Concatenation;
import io.cellclass.tflite.LiteOptions.Convolution;
import io.cellclass.tflite.LiteOptions.FullyConnected;
import io.cellclass.tflite.LiteOptions.Mean;
import io.cellclass.tflite.LiteOptions.Pool;
import io.cellclass.tflite.LiteOptions.Reshape;
import io.cellclass.tflite.LiteOptions.Softmax;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.lite.schema.ActivationFunctionType;
import org.tensorflow.lite.schema.Buffer;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.ConcatenationOptions;
import org.tensorflow.lite.schema.Conv2DOptions;
import org.tensorflow.lite.schema.DepthwiseConv2DOptions;
import org.tensorflow.lite.schema.FullyConnectedOptions;
import org.tensorflow.lite.schema.FullyConnectedOptionsWeightsFormat;
import org.tensorflow.lite.schema.Metadata;
import org.tensorflow.lite.schema.Model;
import org.tensorflow.lite.schema.Operator;
import org.tensorflow.lite.schema.OperatorCode;
import org.tensorflow.lite.schema.Padding;
import org.tensorflow.lite.schema.Pool2DOptions;
import org.tensorflow.lite.schema.QuantizationDetails;
import org.tensorflow.lite.schema.QuantizationParameters;
import org.tensorflow.lite.schema.ReducerOptions;
import org.tensorflow.lite.schema.ReshapeOptions;
import org.tensorflow.lite.schema.SoftmaxOptions;
import org.tensorflow.lite.schema.SubGraph;
import org.tensorflow.lite.schema.Tensor;

/**
 * Writes a graph as the flatbuffer of TensorFlow Lite's schema, version 3: the same bytes for equal
 * graphs.
 */
final class ModelEncoder {
  private static final int SCHEMA_VERSION = 3;

  /** The number of the operators that stands for "see the newer field". */
  private static final int LARGEST_OLD_CODE = 127;

  /** Kernels load whole vector registers. */
  private static final int ALIGNMENT = 16;

  private static final String DESCRIPTION = "cellclass";

  private final FlatBufferBuilder builder;
  private final LiteGraph graph;

  /** The position of each operator's code, by its kind and version. */
  private final Map<List<Object>, Integer> codes = new LinkedHashMap<>();

  private ModelEncoder(LiteGraph graph, int capacity) {
    this.graph = graph;
    this.builder = new FlatBufferBuilder(capacity);
  }

  /**
   * The flatbuffer of a graph.
   *
   * @param metadata what the file says beside the graph, by the name of the entry
   * @throws IllegalArgumentException if it would be larger than a flatbuffer may be, 2 GiB
   */
  static ByteBuffer encode(LiteGraph graph, ImmutableMap<String, ByteBuffer> metadata) {
    long bytes = 1 << 16;
    for (ByteBuffer buffer : graph.buffers()) {
      bytes += buffer.remaining() + 4 * ALIGNMENT;
    }
    for (ByteBuffer buffer : metadata.values()) {
      bytes += buffer.remaining() + 4 * ALIGNMENT;
    }
    bytes += 400L * (graph.tensors().size() + graph.operators().size());
    for (LiteTensor tensor : graph.tensors()) {
      bytes += tensor.scales() == null ? 0 : 12L * tensor.scales().scales().length();
    }
    if (bytes > Integer.MAX_VALUE - (1 << 20)) {
      throw new IllegalArgumentException(
          "a .tflite file holds less than 2 GiB, the network needs about " + bytes + " bytes");
    }
    return new ModelEncoder(graph, (int) bytes).encode(metadata);
  }

  private ByteBuffer encode(ImmutableMap<String, ByteBuffer> metadata) {
    List<ByteBuffer> buffers = new ArrayList<>(graph.buffers());
    buffers.addAll(metadata.values());
    int bufferTables = Model.createBuffersVector(builder, each(buffers, this::buffer));
    List<Integer> entries = new ArrayList<>();
    metadata.forEach(
        (name, content) ->
            entries.add(
                Metadata.createMetadata(
                    builder,
                    builder.createString(name),
                    graph.buffers().size() + (long) entries.size())));
    int metadataTables =
        Model.createMetadataVector(builder, entries.stream().mapToInt(i -> i).toArray());
    int subGraph = subGraph();
    int subGraphs = Model.createSubgraphsVector(builder, new int[] {subGraph});
    int operatorCodes = Model.createOperatorCodesVector(builder, codeTables());
    int description = builder.createString(DESCRIPTION);
    Model.startModel(builder);
    Model.addVersion(builder, SCHEMA_VERSION);
    Model.addOperatorCodes(builder, operatorCodes);
    Model.addSubgraphs(builder, subGraphs);
    Model.addDescription(builder, description);
    Model.addBuffers(builder, bufferTables);
    Model.addMetadata(builder, metadataTables);
    Model.finishModelBuffer(builder, Model.endModel(builder));
    return builder.dataBuffer().slice().asReadOnlyBuffer();
  }

  private interface Table<T> {
    int write(T value);
  }

  private static <T> int[] each(List<T> values, Table<T> table) {
    return values.stream().mapToInt(table::write).toArray();
  }

  private int buffer(ByteBuffer content) {
    if (!content.hasRemaining()) {
      Buffer.startBuffer(builder);
      return Buffer.endBuffer(builder);
    }
    builder.createUnintializedVector(1, content.remaining(), ALIGNMENT).put(content.duplicate());
    return Buffer.createBuffer(builder, builder.endVector());
  }

  private int subGraph() {
    int tensors = SubGraph.createTensorsVector(builder, each(graph.tensors(), this::tensor));
    int operators =
        SubGraph.createOperatorsVector(builder, each(graph.operators(), this::operator));
    int inputs = SubGraph.createInputsVector(builder, new int[] {graph.input()});
    int outputs =
        SubGraph.createOutputsVector(
            builder, graph.outputs().stream().mapToInt(output -> output).toArray());
    int name = builder.createString("main");
    return SubGraph.createSubGraph(builder, tensors, inputs, outputs, operators, name);
  }

  private int tensor(LiteTensor tensor) {
    int shape = Tensor.createShapeVector(builder, tensor.shape().toArray());
    int signature = 0;
    if (tensor.batched()) {
      int[] sides = tensor.shape().toArray();
      sides[0] = -1;
      signature = Tensor.createShapeSignatureVector(builder, sides);
    }
    int name = builder.createString(tensor.name());
    int quantization = tensor.scales() == null ? 0 : quantization(tensor.scales());
    Tensor.startTensor(builder);
    Tensor.addShape(builder, shape);
    Tensor.addType(builder, tensor.type().code());
    Tensor.addBuffer(builder, tensor.buffer());
    Tensor.addName(builder, name);
    if (quantization != 0) {
      Tensor.addQuantization(builder, quantization);
    }
    if (signature != 0) {
      Tensor.addShapeSignature(builder, signature);
    }
    return Tensor.endTensor(builder);
  }

  private int quantization(Scales scales) {
    int count = scales.scales().length();
    float[] scale = new float[count];
    long[] zeroPoint = new long[count];
    for (int i = 0; i < count; i++) {
      scale[i] = (float) scales.scales().get(i);
      zeroPoint[i] = scales.zeroPoint();
    }
    int scaleVector = QuantizationParameters.createScaleVector(builder, scale);
    int zeroPointVector = QuantizationParameters.createZeroPointVector(builder, zeroPoint);
    return QuantizationParameters.createQuantizationParameters(
        builder, 0, 0, scaleVector, zeroPointVector, QuantizationDetails.NONE, 0, scales.axis());
  }

  private int operator(LiteOperator operator) {
    int code =
        codes.computeIfAbsent(List.of(operator.kind(), operator.version()), key -> codes.size());
    int inputs = Operator.createInputsVector(builder, operator.inputs().toArray());
    int outputs = Operator.createOutputsVector(builder, new int[] {operator.output()});
    byte type = optionsType(operator);
    int options = options(operator);
    Operator.startOperator(builder);
    Operator.addOpcodeIndex(builder, code);
    Operator.addInputs(builder, inputs);
    Operator.addOutputs(builder, outputs);
    if (type != BuiltinOptions.NONE) {
      Operator.addBuiltinOptionsType(builder, type);
      Operator.addBuiltinOptions(builder, options);
    }
    return Operator.endOperator(builder);
  }

  private static byte optionsType(LiteOperator operator) {
    return switch (operator.kind()) {
      case CONV_2D -> BuiltinOptions.Conv2DOptions;
      case DEPTHWISE_CONV_2D -> BuiltinOptions.DepthwiseConv2DOptions;
      case FULLY_CONNECTED -> BuiltinOptions.FullyConnectedOptions;
      case MAX_POOL_2D, AVERAGE_POOL_2D -> BuiltinOptions.Pool2DOptions;
      case CONCATENATION -> BuiltinOptions.ConcatenationOptions;
      case MEAN -> BuiltinOptions.ReducerOptions;
      case SOFTMAX -> BuiltinOptions.SoftmaxOptions;
      case RESHAPE -> BuiltinOptions.ReshapeOptions;
      case RELU, QUANTIZE, DEQUANTIZE -> BuiltinOptions.NONE;
    };
  }

  private int options(LiteOperator operator) {
    LiteOptions options = operator.options();
    if (options instanceof Convolution c) {
      return operator.kind() == Kind.CONV_2D
          ? Conv2DOptions.createConv2DOptions(
              builder, padding(c.same()), c.stride(), c.stride(), activation(c.relu()), 1, 1)
          : DepthwiseConv2DOptions.createDepthwiseConv2DOptions(
              builder, padding(c.same()), c.stride(), c.stride(), 1, activation(c.relu()), 1, 1);
    } else if (options instanceof Pool p) {
      return Pool2DOptions.createPool2DOptions(
          builder,
          padding(p.same()),
          p.stride(),
          p.stride(),
          p.window(),
          p.window(),
          activation(p.relu()));
    } else if (options instanceof Concatenation c) {
      return ConcatenationOptions.createConcatenationOptions(
          builder, c.rank() - 1, ActivationFunctionType.NONE);
    } else if (options instanceof FullyConnected f) {
      return FullyConnectedOptions.createFullyConnectedOptions(
          builder, activation(f.relu()), FullyConnectedOptionsWeightsFormat.DEFAULT, false, false);
    } else if (options instanceof Softmax) {
      return SoftmaxOptions.createSoftmaxOptions(builder, 1);
    } else if (options instanceof Mean) {
      return ReducerOptions.createReducerOptions(builder, false);
    } else if (options instanceof Reshape r) {
      return ReshapeOptions.createReshapeOptions(
          builder, ReshapeOptions.createNewShapeVector(builder, array(r.shape())));
    }
    return 0;
  }

  private static int[] array(ImmutableIntArray values) {
    return values.toArray();
  }

  private static byte padding(boolean same) {
    return same ? Padding.SAME : Padding.VALID;
  }

  private static byte activation(boolean relu) {
    return relu ? ActivationFunctionType.RELU : ActivationFunctionType.NONE;
  }

  private int[] codeTables() {
    return codes.keySet().stream()
        .mapToInt(
            key -> {
              int code = ((Kind) key.get(0)).code();
              return OperatorCode.createOperatorCode(
                  builder, (byte) Math.min(code, LARGEST_OLD_CODE), 0, (int) key.get(1), code);
            })
        .toArray();
  }
}
