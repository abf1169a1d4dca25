package io.cellclass.segment.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.network.OutputLoss;

/** Holds a loss's derivatives against differences of the loss. */
final class Slopes {
  private static final float STEP = 1e-2f;

  private Slopes() {}

  /** Central differences: their error is of the order of the step's square. */
  static void check(OutputLoss loss, float[] output, double tolerance) {
    float[] derivatives = new float[output.length];
    loss.of(output, derivatives);
    for (int i = 0; i < output.length; i++) {
      float kept = output[i];
      output[i] = kept + STEP;
      double above = loss.of(output, new float[output.length]);
      output[i] = kept - STEP;
      double below = loss.of(output, new float[output.length]);
      output[i] = kept;
      assertThat((double) derivatives[i])
          .as("value " + i)
          .isCloseTo((above - below) / (2 * STEP), within(tolerance));
    }
  }
}
