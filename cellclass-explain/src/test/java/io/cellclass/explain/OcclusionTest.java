package io.cellclass.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cellclass.Explainer;
import io.cellclass.Heatmap;
import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.Pixel;
import io.cellclass.RgbImage;
import io.cellclass.testkit.ExplainerContract;
import io.cellclass.testkit.GridClassifier;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OcclusionTest extends ExplainerContract<GridClassifier> {
  @Override
  protected GridClassifier open() {
    return GridClassifier.random(LabelSet.of("a", "b", "c"), 5);
  }

  @Override
  protected Explainer explainer(GridClassifier classifier) {
    return new Occlusion(classifier);
  }

  /** Only the darkness of one rectangle speaks for the label, and that of another against it. */
  @Test
  void whatCountsIsFound() {
    double[] weights = new double[2 * 48];
    for (int channel = 0; channel < 3; channel++) {
      weights[3 * (4 * 2 + 1) + channel] = 4;
      weights[3 * 3 + channel] = -4;
    }
    byte[] grey = new byte[3 * 40 * 40];
    Arrays.fill(grey, (byte) 230);
    for (int y = 1; y < 39; y++) {
      Arrays.fill(grey, 3 * (40 * y + 1), 3 * (40 * y + 39), (byte) 90);
    }
    RgbImage image = RgbImage.of(40, 40, grey);
    try (GridClassifier classifier = GridClassifier.of(LabelSet.of("a", "b"), weights)) {
      Heatmap map = new Occlusion(classifier).explain(image, new Label("a")).heatmap();
      Pixel peak = map.peak().orElseThrow();
      assertThat(peak.x()).isBetween(10, 19);
      assertThat(peak.y()).isBetween(20, 29);
      assertThat(map.value(35, 5)).isNegative();
      assertThat(Math.abs(map.value(35, 35))).isLessThan(map.value(peak.x(), peak.y()) / 3);
      assertThat(new Occlusion(classifier).explain(image, new Label("b")).heatmap().value(15, 25))
          .isNegative();
    }
  }

  @Test
  void impossiblePatchesAreRefused() {
    try (GridClassifier classifier = open()) {
      for (double[] shares : new double[][] {{0, 0.1}, {1.1, 0.1}, {0.2, 0}, {0.2, 0.3}}) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> new Occlusion(classifier, shares[0], shares[1]));
      }
    }
  }
}
