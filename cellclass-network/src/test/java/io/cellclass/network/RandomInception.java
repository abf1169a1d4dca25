package io.cellclass.network;

import com.google.common.primitives.ImmutableIntArray;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * InceptionV3 with random weights whose activations neither vanish nor grow from layer to layer.
 */
public final class RandomInception {
  private RandomInception() {}

  /** The network of a size with such weights, always the same. */
  public static Network network(int size) {
    return InceptionV3.network(size, weights());
  }

  /** The weights, always the same. */
  public static Map<String, Tensor> weights() {
    Map<String, Tensor> weights = new HashMap<>();
    Network.weightShapes(InceptionV3.input(InceptionV3.SMALLEST_SIZE), InceptionV3.nodes())
        .forEach(
            (name, shape) -> weights.put(name, random(name, shape, new Random(name.hashCode()))));
    return weights;
  }

  /** Kernels as He et al. (2015) start them; variances from 0.5 to 1.5. */
  static Tensor random(String name, ImmutableIntArray shape, Random random) {
    int size = 1;
    for (int i = 0; i < shape.length(); i++) {
      size *= shape.get(i);
    }
    double spread = shape.length() == 4 ? Math.sqrt(6.0 * shape.get(0) / size) : 0.1;
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      double value = 2 * random.nextDouble() - 1;
      values[i] = (float) (name.endsWith("/variance") ? 1 + value / 2 : spread * value);
    }
    return Tensor.of(values, shape.toArray());
  }
}
