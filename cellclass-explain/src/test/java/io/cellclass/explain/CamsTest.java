package io.cellclass.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.FeatureGrid;
import io.cellclass.Frame;
import io.cellclass.LabelSet;
import io.cellclass.Layer;
import io.cellclass.Prediction;
import io.cellclass.Trace;
import org.junit.jupiter.api.Test;

/** Worked out by hand for a layer of 2 by 2 places and 2 channels. */
class CamsTest {
  // Channel by channel: activations 1 2 / 3 4 and 0 1 / 0 5, gradients 4 0 / 0 -2 and -1 -1 / 3 -1.
  private static final Trace TRACE =
      trace(new float[] {1, 0, 2, 1, 3, 0, 4, 5}, new float[] {4, -1, 0, -1, 0, 3, -2, -1});

  private static Trace trace(float[] activations, float[] gradients) {
    Prediction prediction = Prediction.of(LabelSet.of("a", "b"), 0.75f, 0.25f);
    FeatureGrid grid = new FeatureGrid(2, 2, new Frame(0, 0, 2, 2), 2, 2, 0.5, 0.5, 1, 1);
    Layer layer = new Layer("layer", 2, 2, 2);
    return Trace.of(prediction, prediction.label(), 1, layer, grid, activations, gradients);
  }

  /** Mean gradients 0.5 and 0. */
  @Test
  void gradCam() {
    assertMap(Cams.GRAD_CAM, 0.5, 1, 1.5, 2);
  }

  /**
   * The activations sum up to 10 and 6. The positive gradients weigh 4 / (2 + 10 * 4) and 3 / (2 +
   * 6 * 3).
   */
  @Test
  void gradCamPlusPlus() {
    double first = 4.0 / 42;
    double second = 3.0 / 20;
    assertMap(
        Cams.GRAD_CAM_PLUS_PLUS, first, 2 * first + second, 3 * first, 4 * first + 5 * second);
  }

  /** Activation times positive gradient: 1 * 4; none; 0 * 3; none. */
  @Test
  void layerCam() {
    assertMap(Cams.LAYER_CAM, 4, 0, 0, 0);
  }

  /** Activation times gradient: 1 * 4 - 0; 0 - 1; 0 + 0 * 3; 4 * -2 - 5. */
  @Test
  void hiResCam() {
    assertMap(Cams.HI_RES_CAM, 4, -1, 0, -13);
  }

  /**
   * The places are (1, 0), (2, 1), (3, 0), (4, 5); their products sum up to the matrix ((30, 22),
   * (22, 26)), whose larger eigenvalue is 28 + sqrt(488), with the vector (22, sqrt(488) - 2).
   */
  @Test
  void eigenCam() {
    double second = Math.sqrt(488) - 2;
    double length = Math.hypot(22, second);
    double x = 22 / length;
    double y = second / length;
    assertMap(Cams.EIGEN_CAM, x, 2 * x + y, 3 * x, 4 * x + 5 * y);
  }

  /** Gradients of zeros leave nothing; an empty layer has no direction. */
  @Test
  void whatHasNoEvidenceIsZero() {
    float[] zeros = new float[8];
    Trace indifferent = trace(new float[] {1, 0, 2, 1, 3, 0, 4, 5}, zeros);
    Trace silent = trace(zeros, new float[] {4, -1, 0, -1, 0, 3, -2, -1});
    for (Cams cam : Cams.values()) {
      assertThat(cam.map(silent)).as(cam.method()).containsOnly(0);
      if (cam != Cams.EIGEN_CAM) {
        assertThat(cam.map(indifferent)).as(cam.method()).containsOnly(0);
      }
    }
  }

  private static void assertMap(Cam cam, double... expected) {
    float[] map = cam.map(TRACE);
    assertThat(map).hasSize(4);
    for (int i = 0; i < 4; i++) {
      assertThat((double) map[i]).as("place " + i).isCloseTo(expected[i], within(1e-5));
    }
  }
}
