package io.cellclass.tflite;

import io.cellclass.network.Tensor;

/**
 * Computes in float32 with kernels of whole numbers of 8 bits and a scale for each output channel,
 * for which the runtime brings the inputs to whole numbers, too, image by image (dynamic range
 * quantization).
 *
 * <p>Small kernels stay float32, and so do those of dense layers as small as a classifier's head:
 * they are a thousandth of the file and the last to have an error averaged out.
 */
final class DynamicNumerics extends FloatNumerics {
  /** Of values; what TensorFlow's converter leaves. */
  private static final int SMALLEST = 1024;

  /** Of values of a dense layer. */
  private static final int SMALLEST_DENSE = 1 << 17;

  @Override
  int kernel(GraphBuilder graph, String name, Tensor kernel, int axis) {
    int rank = kernel.shape().length();
    boolean depthwise = axis == rank - 1;
    if (depthwise || kernel.size() < (rank == 2 ? SMALLEST_DENSE : SMALLEST)) {
      return super.kernel(graph, name, kernel, axis);
    }
    // A dense layer has one scale in the versions of the operator that are everywhere.
    Scales scales = rank == 2 ? KernelScales.ofAll(kernel) : KernelScales.ofChannels(kernel, axis);
    return graph.constant(
        name,
        ElementType.INT8,
        kernel.shape(),
        KernelScales.quantize(kernel, axis, scales),
        scales);
  }
}
