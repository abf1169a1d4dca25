package io.cellclass.tflite;

import com.google.common.primitives.ImmutableIntArray;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts a graph together. */
final class GraphBuilder {
  private final List<LiteTensor> tensors = new ArrayList<>();
  private final List<LiteOperator> operators = new ArrayList<>();
  private final List<ByteBuffer> buffers = new ArrayList<>(List.of(ByteBuffer.allocate(0)));

  /** Adds a value that is computed, and gives its position. */
  int value(String name, ElementType type, ImmutableIntArray shape, @Nullable Scales scales) {
    tensors.add(new LiteTensor(name, type, shape, true, 0, scales));
    return tensors.size() - 1;
  }

  /** Adds what is computed of constants alone, in float32, and gives its position. */
  int widened(String name, ImmutableIntArray shape) {
    tensors.add(new LiteTensor(name, ElementType.FLOAT32, shape, false, 0, null));
    return tensors.size() - 1;
  }

  /** Adds a constant, and gives its position. */
  int constant(
      String name,
      ElementType type,
      ImmutableIntArray shape,
      ByteBuffer values,
      @Nullable Scales scales) {
    buffers.add(values.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN).rewind());
    tensors.add(new LiteTensor(name, type, shape, false, buffers.size() - 1, scales));
    return tensors.size() - 1;
  }

  /** Adds a constant of whole numbers, and gives its position. */
  int constant(String name, int... values) {
    ByteBuffer buffer = buffer(values.length, ElementType.INT32);
    buffer.asIntBuffer().put(values);
    return constant(name, ElementType.INT32, ImmutableIntArray.of(values.length), buffer, null);
  }

  /** Adds a constant of float32, and gives its position. */
  int constant(String name, ImmutableIntArray shape, float[] values) {
    ByteBuffer buffer = buffer(values.length, ElementType.FLOAT32);
    buffer.asFloatBuffer().put(values);
    return constant(name, ElementType.FLOAT32, shape, buffer, null);
  }

  static ByteBuffer buffer(int values, ElementType type) {
    return ByteBuffer.allocate(Math.multiplyExact(values, type.bytes()))
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Adds an operator that gives this tensor. */
  void operator(Kind kind, LiteOptions options, int output, int... inputs) {
    ElementType input = tensors.get(inputs[0]).type();
    ElementType weights = inputs.length > 1 ? tensors.get(inputs[1]).type() : input;
    operators.add(
        new LiteOperator(
            kind, kind.version(input, weights), ImmutableIntArray.copyOf(inputs), output, options));
  }

  LiteTensor tensor(int position) {
    return tensors.get(position);
  }

  LiteGraph build(int input, List<Integer> outputs) {
    return new LiteGraph(tensors, operators, buffers, input, outputs);
  }
}
