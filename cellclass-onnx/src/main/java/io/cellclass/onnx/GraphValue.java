package io.cellclass.onnx;

import static com.google.common.math.LongMath.saturatedMultiply;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.common.primitives.Longs;
import io.cellclass.MalformedBundleException;
import java.util.List;

/**
 * The type and shape of a value in a graph.
 *
 * @param type of its elements
 * @param sides outermost first; {@link #BATCH} for any number of images
 * @param constant whether the file holds the value
 */
record GraphValue(DataType type, List<Long> sides, boolean constant) {
  static final long BATCH = -1;

  static GraphValue ofFloats(long... sides) {
    return new GraphValue(DataType.FLOAT, Longs.asList(sides), false);
  }

  /**
   * The value that a file holds.
   *
   * @throws MalformedBundleException if it has not as many bytes as its shape says
   */
  static GraphValue of(TensorProto tensor) throws MalformedBundleException {
    DataType type = DataType.forNumber(tensor.getDataType());
    long bytes = type == null ? -1 : bytes(type);
    for (long side : tensor.getDimsList()) {
      bytes = side < 1 ? -1 : saturatedMultiply(bytes, side);
    }
    if (type == null || bytes < 1 || bytes != tensor.getRawData().size()) {
      throw new MalformedBundleException(
          "the weights "
              + tensor.getName()
              + " have "
              + tensor.getRawData().size()
              + " bytes, which do not fit their type and shape "
              + tensor.getDimsList());
    }
    return new GraphValue(type, List.copyOf(tensor.getDimsList()), true);
  }

  private static long bytes(DataType type) {
    return switch (type) {
      case UINT8, INT8 -> 1;
      case FLOAT16 -> 2;
      case FLOAT, INT32 -> 4;
      case INT64 -> 8;
      default -> -1;
    };
  }

  /** The number of elements for one image. */
  long size() {
    long size = 1;
    for (long side : sides) {
      size = saturatedMultiply(size, side == BATCH ? 1 : side);
    }
    return size;
  }

  boolean isFloatMap() {
    return isComputed(DataType.FLOAT, 4);
  }

  boolean isComputed(DataType type, int rank) {
    return !constant && this.type == type && sides.size() == rank && sides.get(0) == BATCH;
  }

  @Override
  public String toString() {
    return type + " " + sides;
  }
}
