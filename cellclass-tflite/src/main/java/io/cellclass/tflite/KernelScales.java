package io.cellclass.tflite;

import com.google.common.primitives.ImmutableDoubleArray;
import io.cellclass.network.Tensor;
import java.nio.ByteBuffer;

/** Whole numbers of 8 bits for weights: from -127 to 127, 0 being 0. */
final class KernelScales {
  static final int LARGEST = 127;

  /** For a channel of zeros, whose scale says nothing. */
  private static final double OF_ZEROS = 1;

  private KernelScales() {}

  /** One scale for all values. */
  static Scales ofAll(Tensor kernel) {
    double largest = 0;
    for (int i = 0; i < kernel.size(); i++) {
      largest = Math.max(largest, Math.abs(kernel.get(i)));
    }
    return Scales.of(scale(largest), 0);
  }

  /** A scale for each place along an axis. */
  static Scales ofChannels(Tensor kernel, int axis) {
    double[] scales = new double[kernel.shape().get(axis)];
    for (int i = 0; i < kernel.size(); i++) {
      int channel = channel(kernel, axis, i);
      scales[channel] = Math.max(scales[channel], Math.abs(kernel.get(i)));
    }
    for (int channel = 0; channel < scales.length; channel++) {
      scales[channel] = scale(scales[channel]);
    }
    return new Scales(ImmutableDoubleArray.copyOf(scales), 0, axis);
  }

  /** As float32, in which the file has it; not so small that it would be 0. */
  private static double scale(double largest) {
    return largest == 0 ? OF_ZEROS : Math.max((float) (largest / LARGEST), Float.MIN_NORMAL);
  }

  /** The values as whole numbers. */
  static ByteBuffer quantize(Tensor kernel, int axis, Scales scales) {
    ByteBuffer result = GraphBuilder.buffer(kernel.size(), ElementType.INT8);
    for (int i = 0; i < kernel.size(); i++) {
      double steps = Math.rint(kernel.get(i) / scales.scale(channel(kernel, axis, i)));
      result.put((byte) Math.max(-LARGEST, Math.min(LARGEST, steps)));
    }
    return result;
  }

  private static int channel(Tensor kernel, int axis, int position) {
    int behind = 1;
    for (int i = axis + 1; i < kernel.shape().length(); i++) {
      behind *= kernel.shape().get(i);
    }
    return position / behind % kernel.shape().get(axis);
  }
}
