package io.cellclass.explain;

import io.cellclass.Trace;

/**
 * A class activation map: the sum over the channels of a layer of activation times weight. What the
 * weights are is the whole method.
 *
 * @see Cams
 */
public interface Cam {
  /** The name in the literature, such as {@code Grad-CAM}. */
  String method();

  /** The weights for a trace. */
  Weights weights(Trace trace);

  /**
   * The map of a trace: for each place, row by row, the sum over the channels of activation times
   * weight. Negative where it speaks against the target.
   */
  default float[] map(Trace trace) {
    Weights weights = weights(trace);
    int columns = trace.layer().columns();
    float[] map = new float[trace.layer().rows() * columns];
    for (int place = 0; place < map.length; place++) {
      double sum = 0;
      for (int channel = 0; channel < trace.layer().channels(); channel++) {
        int row = place / columns;
        int column = place % columns;
        sum += weights.at(row, column, channel) * trace.activation(row, column, channel);
      }
      map[place] = (float) sum;
    }
    return map;
  }

  /** How much a channel counts at a place. */
  interface Weights {
    /** The weight of a channel at a place. */
    double at(int row, int column, int channel);
  }
}
