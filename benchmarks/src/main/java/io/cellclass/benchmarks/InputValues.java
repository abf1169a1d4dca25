package io.cellclass.benchmarks;

import io.cellclass.RgbImage;
import io.cellclass.network.ModelBundle;
import java.util.List;

/** Images as a network takes them. */
final class InputValues {
  private InputValues() {}

  /** {@code [image][row][column][channel]}, one image behind the other. */
  static float[] of(ModelBundle bundle, List<RgbImage> images) {
    int length = Math.toIntExact(bundle.network().input().size());
    float[] values = new float[length * images.size()];
    for (int i = 0; i < images.size(); i++) {
      float[] image = bundle.preprocessing().apply(images.get(i));
      System.arraycopy(image, 0, values, i * length, length);
    }
    return values;
  }
}
