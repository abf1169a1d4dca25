package io.cellclass.tflite;

import io.cellclass.network.Tensor;
import org.jspecify.annotations.Nullable;

/** In which numbers a network is computed and its weights are kept. */
interface Numerics {
  /** What the values of a node, or of the input, are. */
  ElementType type(String node);

  /** What the whole numbers of a node's values, or of the input, stand for; null for float32. */
  @Nullable Scales scales(String node);

  /**
   * Adds the weights of a node to a graph.
   *
   * @param input the position of the node's input
   * @param kernel the weights as TensorFlow Lite has them
   * @param axis along which the kernel's output channels go
   * @param bias one for each output channel
   * @return the position of the kernel and that of the bias
   */
  Weights add(GraphBuilder graph, String node, int input, Tensor kernel, int axis, float[] bias);

  /** The positions of a node's weights. */
  record Weights(int kernel, int bias) {}
}
