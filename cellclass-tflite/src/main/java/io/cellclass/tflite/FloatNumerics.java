package io.cellclass.tflite;

import com.google.common.primitives.ImmutableIntArray;
import io.cellclass.network.Tensor;
import org.jspecify.annotations.Nullable;

/** Computes in float32 with weights of float32. */
class FloatNumerics implements Numerics {
  @Override
  public final ElementType type(String node) {
    return ElementType.FLOAT32;
  }

  @Override
  public final @Nullable Scales scales(String node) {
    return null;
  }

  @Override
  public Weights add(
      GraphBuilder graph, String node, int input, Tensor kernel, int axis, float[] bias) {
    return new Weights(
        kernel(graph, node + "/kernel", kernel, axis),
        graph.constant(node + "/bias", ImmutableIntArray.of(bias.length), bias));
  }

  /** Adds a kernel, from which there are float32 values at the position that is returned. */
  int kernel(GraphBuilder graph, String name, Tensor kernel, int axis) {
    return graph.constant(name, kernel.shape(), kernel.values());
  }
}
