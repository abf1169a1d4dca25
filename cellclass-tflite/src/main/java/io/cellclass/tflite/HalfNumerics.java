package io.cellclass.tflite;

import com.google.common.primitives.ImmutableIntArray;
import io.cellclass.network.Tensor;
import java.nio.ByteBuffer;

/**
 * Computes in float32 with weights of float16, which runtimes widen when they load the file. A node
 * with a weight beyond float16's range keeps float32: XNNPACK wants kernel and bias alike.
 */
final class HalfNumerics extends FloatNumerics {
  @Override
  public Weights add(
      GraphBuilder graph, String node, int input, Tensor kernel, int axis, float[] bias) {
    ByteBuffer narrowKernel = halves(kernel.values());
    ByteBuffer narrowBias = halves(bias);
    if (!narrowKernel.hasRemaining() || !narrowBias.hasRemaining()) {
      return super.add(graph, node, input, kernel, axis, bias);
    }
    return new Weights(
        widened(graph, node + "/kernel", kernel.shape(), narrowKernel),
        widened(graph, node + "/bias", ImmutableIntArray.of(bias.length), narrowBias));
  }

  /** Nothing where a value is out of range. */
  private static ByteBuffer halves(float[] values) {
    ByteBuffer result = GraphBuilder.buffer(values.length, ElementType.FLOAT16);
    for (float value : values) {
      short half = Half.of(value);
      if (Half.isInfinite(half)) {
        return ByteBuffer.allocate(0);
      }
      result.putShort(half);
    }
    return result.flip();
  }

  private static int widened(
      GraphBuilder graph, String name, ImmutableIntArray shape, ByteBuffer halves) {
    int narrow = graph.constant(name + "/half", ElementType.FLOAT16, shape, halves, null);
    int wide = graph.widened(name, shape);
    graph.operator(Kind.DEQUANTIZE, new LiteOptions.None(), wide, narrow);
    return wide;
  }
}
