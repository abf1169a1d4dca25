package io.cellclass.tflite;

import io.cellclass.network.Tensor;

/** The order of the weights in memory. */
final class Layout {
  private Layout() {}

  /**
   * A convolution's kernel {@code [filter][channel][row][column]} as TensorFlow Lite has it, {@code
   * [filter][row][column][channel]}.
   */
  static Tensor outputRowColumnInput(Tensor kernel) {
    int filters = kernel.shape().get(0);
    int channels = kernel.shape().get(1);
    int rows = kernel.shape().get(2);
    int columns = kernel.shape().get(3);
    float[] result = new float[kernel.size()];
    int at = 0;
    for (int filter = 0; filter < filters; filter++) {
      for (int place = 0; place < rows * columns; place++) {
        for (int channel = 0; channel < channels; channel++) {
          result[at++] = kernel.get((filter * channels + channel) * rows * columns + place);
        }
      }
    }
    return Tensor.of(result, filters, rows, columns, channels);
  }
}
