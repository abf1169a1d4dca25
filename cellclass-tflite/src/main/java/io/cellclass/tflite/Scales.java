package io.cellclass.tflite;

import com.google.common.primitives.ImmutableDoubleArray;
import io.cellclass.network.quantization.QuantizedRange;

/**
 * What the whole numbers of a tensor stand for: {@code scale * (q - zeroPoint)}.
 *
 * @param scales one for the tensor, or one for each place along an axis; each a positive float32
 * @param zeroPoint which number stands for 0
 * @param axis along which the scales go, 0 where there is one
 */
record Scales(ImmutableDoubleArray scales, int zeroPoint, int axis) {
  Scales {
    for (int i = 0; i < scales.length(); i++) {
      float scale = (float) scales.get(i);
      if (!(scale > 0 && Float.isFinite(scale))) {
        throw new IllegalArgumentException("a scale must be positive, not " + scales.get(i));
      }
    }
  }

  /** One scale for a tensor. */
  static Scales of(double scale, int zeroPoint) {
    return new Scales(ImmutableDoubleArray.of((float) scale), zeroPoint, 0);
  }

  /** The whole numbers of 8 bits for a range, from -128 to 127. */
  static Scales of(QuantizedRange range) {
    return of(range.step(), range.zeroLevel() - 128);
  }

  /** The only scale. */
  double scale() {
    return scales.get(0);
  }

  /** The scale of a channel. */
  double scale(int channel) {
    return scales.length() == 1 ? scales.get(0) : scales.get(channel);
  }
}
