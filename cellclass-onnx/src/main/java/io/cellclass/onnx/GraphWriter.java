package io.cellclass.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.UnsafeByteOperations;
import io.cellclass.network.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Writes a graph of ONNX, one message behind the other. Not safe for concurrent use. */
final class GraphWriter {
  private final GraphProto.Builder graph = GraphProto.newBuilder();

  GraphWriter(String name) {
    graph.setName(name);
  }

  GraphProto graph() {
    return graph.build();
  }

  /** A float32 input; a negative side is any number of images. */
  void input(String name, long... shape) {
    graph.addInput(value(name, shape));
  }

  /** A float32 output; a negative side is any number of images. */
  void output(String name, long... shape) {
    graph.addOutput(value(name, shape));
  }

  /** A node with one output, which has the node's name. */
  String node(String type, String name, List<String> inputs, AttributeProto... attributes) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(type)
            .setName(name)
            .addAllInput(inputs)
            .addOutput(name)
            .addAllAttribute(List.of(attributes)));
    return name;
  }

  String floats(String name, Tensor tensor) {
    return floats(name, tensor.values(), sides(tensor));
  }

  String floats(String name, float[] values, long... shape) {
    ByteBuffer bytes = littleEndian((long) Float.BYTES * values.length);
    bytes.asFloatBuffer().put(values);
    return initializer(name, DataType.FLOAT, bytes, shape);
  }

  String bytes(String name, DataType type, byte[] values, long... shape) {
    return initializer(name, type, ByteBuffer.wrap(values), shape);
  }

  String integers(String name, int[] values, long... shape) {
    ByteBuffer bytes = littleEndian((long) Integer.BYTES * values.length);
    bytes.asIntBuffer().put(values);
    return initializer(name, DataType.INT32, bytes, shape);
  }

  String longs(String name, long[] values, long... shape) {
    ByteBuffer bytes = littleEndian((long) Long.BYTES * values.length);
    bytes.asLongBuffer().put(values);
    return initializer(name, DataType.INT64, bytes, shape);
  }

  static AttributeProto attribute(String name, long value) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value).build();
  }

  static AttributeProto attribute(String name, float value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.FLOAT)
        .setF(value)
        .build();
  }

  static AttributeProto attribute(String name, List<Long> values) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.INTS)
        .addAllInts(values)
        .build();
  }

  static long[] sides(Tensor tensor) {
    return tensor.shape().stream().asLongStream().toArray();
  }

  private String initializer(String name, DataType type, ByteBuffer bytes, long... shape) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(type.getNumber())
            .setRawData(UnsafeByteOperations.unsafeWrap(bytes));
    for (long side : shape) {
      tensor.addDims(side);
    }
    graph.addInitializer(tensor);
    return name;
  }

  private static ByteBuffer littleEndian(long bytes) {
    return ByteBuffer.allocate(Math.toIntExact(bytes)).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ValueInfoProto value(String name, long... shape) {
    TensorShapeProto.Builder sides = TensorShapeProto.newBuilder();
    for (long side : shape) {
      if (side < 0) {
        sides.addDimBuilder().setDimParam(OnnxFormat.BATCH);
      } else {
        sides.addDimBuilder().setDimValue(side);
      }
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(DataType.FLOAT.getNumber())
                        .setShape(sides)))
        .build();
  }
}
