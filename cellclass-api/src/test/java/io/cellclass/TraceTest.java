package io.cellclass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TraceTest {
  private static final Prediction PREDICTION = Prediction.of(LabelSet.of("a", "b"), 0.75f, 0.25f);
  private static final Layer LAYER = new Layer("mixed0", 1, 2, 3);
  private static final FeatureGrid GRID =
      new FeatureGrid(4, 2, new Frame(0, 0, 4, 2), 1, 2, 1, 1, 2, 2);

  @Test
  void valuesAreByRowColumnAndChannel() {
    float[] activations = {1, 2, 3, 4, 5, 6};
    Trace trace = trace(activations, new float[] {7, 8, 9, 10, 11, 12});
    activations[0] = 99;
    assertThat(trace.activation(0, 0, 0)).isEqualTo(1);
    assertThat(trace.activation(0, 1, 0)).isEqualTo(4);
    assertThat(trace.gradient(0, 1, 2)).isEqualTo(12);
    assertThat(trace).hasToString("Trace[" + LAYER + ", a, score 1.5]");
  }

  @Test
  void placesOutsideTheLayerAreRefused() {
    Trace trace = trace(new float[6], new float[6]);
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> trace.activation(1, 0, 0));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> trace.gradient(0, 0, 3));
  }

  @Test
  void whatDoesNotFitTheLayerIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trace(new float[5], new float[6]))
        .withMessageContaining("5 activations");
    Layer other = new Layer("mixed1", 2, 2, 3);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Trace.of(PREDICTION, new Label("a"), 0, other, GRID, new float[12], new float[12]))
        .withMessageContaining("1x2");
  }

  private static Trace trace(float[] activations, float[] gradients) {
    return Trace.of(PREDICTION, new Label("a"), 1.5, LAYER, GRID, activations, gradients);
  }
}
