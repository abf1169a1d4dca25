package io.cellclass.explain;

import io.cellclass.Trace;

/**
 * A class activation map: the sum over the channels of a layer of activation times weight. What the
 * weights are is the whole method.
 */
public interface Cam {
  /** The name in the literature, such as {@code Grad-CAM}. */
  String method();

  /** The weights for a trace. */
  Weights weights(Trace trace);

  /** How much a channel counts at a place. */
  interface Weights {
    /** The weight of a channel at a place. */
    double at(int row, int column, int channel);
  }
}
