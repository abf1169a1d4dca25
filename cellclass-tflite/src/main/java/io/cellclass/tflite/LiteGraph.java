package io.cellclass.tflite;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * A graph of TensorFlow Lite as data: what a file of it says of the network.
 *
 * @param tensors what operators take and give
 * @param operators in an order in which they can be computed
 * @param buffers the values of constants, read only and in little-endian order; the first is empty
 * @param input the position of the tensor that is given
 * @param outputs the positions of the tensors that are wanted
 */
record LiteGraph(
    List<LiteTensor> tensors,
    List<LiteOperator> operators,
    List<ByteBuffer> buffers,
    int input,
    List<Integer> outputs) {
  LiteGraph {
    tensors = List.copyOf(tensors);
    operators = List.copyOf(operators);
    buffers = List.copyOf(buffers);
    outputs = List.copyOf(outputs);
  }

  LiteTensor inputTensor() {
    return tensors.get(input);
  }

  /** The first of the outputs. */
  LiteTensor outputTensor() {
    return tensors.get(outputs.get(0));
  }
}
