package io.cellclass.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.Explainer;
import io.cellclass.Heatmap;
import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.RgbImage;
import io.cellclass.Trace;
import io.cellclass.testkit.BloodSmears;
import io.cellclass.testkit.ExplainerContract;
import io.cellclass.testkit.Framing;
import io.cellclass.testkit.GridClassifier;
import io.cellclass.testkit.Leukocyte;
import java.util.List;
import org.junit.jupiter.api.Test;

class CamExplainerTest extends ExplainerContract<GridClassifier> {
  @Override
  protected GridClassifier open() {
    return GridClassifier.random(LabelSet.of("a", "b", "c"), 5);
  }

  @Override
  protected Explainer explainer(GridClassifier classifier) {
    return new CamExplainer(classifier, Cams.GRAD_CAM, GridClassifier.DARKNESS);
  }

  /** The map of a linear layer is known: between the centres of places it is linear. */
  @Test
  void theMapLiesWhereThePlacesLie() {
    try (GridClassifier classifier = open()) {
      RgbImage image = BloodSmears.cell(Leukocyte.NEUTROPHIL, Framing.singleCell(80), 4).image();
      Label target = new Label("b");
      Trace trace =
          classifier.trace(List.of(image), said -> target, GridClassifier.DARKNESS).get(0);
      float[] places = Cams.HI_RES_CAM.map(trace);
      Heatmap map =
          new CamExplainer(classifier, Cams.HI_RES_CAM, GridClassifier.DARKNESS)
              .explain(image, target)
              .heatmap();
      // Centres of places are at 10, 30, 50 and 70, half-way between two pixels.
      double meant = places[4 * 2 + 1];
      double found =
          (map.value(29, 49) + map.value(30, 49) + map.value(29, 50) + map.value(30, 50)) / 4;
      assertThat(found).isCloseTo(meant, within(0.05 * Math.abs(meant) + 0.01));
      assertThat((double) map.value(0, 0)).isCloseTo(places[0], within(1e-5));
      assertThat((double) map.value(79, 79)).isCloseTo(places[15], within(1e-5));
    }
  }

  @Test
  void anUnknownLayerIsRefusedAtOnce() {
    try (GridClassifier classifier = open()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new CamExplainer(classifier, Cams.GRAD_CAM, "mixed99"))
          .withMessageContaining("mixed99")
          .withMessageContaining("input, darkness");
    }
  }
}
