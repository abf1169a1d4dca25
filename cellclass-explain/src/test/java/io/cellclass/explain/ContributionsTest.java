package io.cellclass.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.Explainer;
import io.cellclass.Explanation;
import io.cellclass.Heatmap;
import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.RgbImage;
import io.cellclass.testkit.ExplainerContract;
import io.cellclass.testkit.GridClassifier;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ContributionsTest extends ExplainerContract<GridClassifier> {
  private static final int SIDE = 40;

  /** Light ground, with one dark rectangle of the classifier's grid: row 2, column 1. */
  private static final RgbImage CELL = withDark(10, 20);

  @Override
  protected GridClassifier open() {
    return GridClassifier.random(LabelSet.of("a", "b", "c"), 5);
  }

  @Override
  protected Explainer explainer(GridClassifier classifier) {
    return new Contributions(classifier);
  }

  private static RgbImage withDark(int left, int top) {
    byte[] bytes = new byte[3 * SIDE * SIDE];
    Arrays.fill(bytes, (byte) 230);
    for (int y = top; y < top + 10; y++) {
      Arrays.fill(bytes, 3 * (y * SIDE + left), 3 * (y * SIDE + left + 10), (byte) 26);
    }
    return RgbImage.of(SIDE, SIDE, bytes);
  }

  /** All weights are 1 for a, 0 for the others. */
  private static GridClassifier seeingDarkness() {
    double[] weights = new double[3 * 48];
    Arrays.fill(weights, 0, 48, 1);
    return GridClassifier.of(LabelSet.of("a", "b", "c"), weights);
  }

  /**
   * Only the dark rectangle differs from the ground: by 0.8 in three channels, and all places
   * together by as much; the map is the same for each of 1600 pixels but for the smoothing.
   */
  @Test
  void theMapIsADensityOfTheScore() {
    try (GridClassifier classifier = seeingDarkness()) {
      Heatmap map =
          new Contributions(classifier, Substitute.BACKGROUND)
              .explain(CELL, new Label("a"))
              .heatmap();
      double sum = 0;
      for (float value : map.values()) {
        sum += value;
      }
      assertThat(sum / (SIDE * SIDE)).isCloseTo(3 * 0.8, within(0.05));
      assertThat(map.peak().orElseThrow().x()).isBetween(12, 17);
      assertThat(map.peak().orElseThrow().y()).isBetween(22, 27);
      assertThat(map.value(35, 5)).isCloseTo(0, within(1e-4f));
    }
  }

  /** For a, the darkness counts whole; for b against a and c, in the shares that they have. */
  @Test
  void othersCountAsLikelyAsTheyAreWithoutTheCell() {
    try (GridClassifier classifier = seeingDarkness()) {
      RgbImage empty = Substitute.BACKGROUND.of(CELL);
      double a = classifier.classify(empty).probability(new Label("a"));
      double c = classifier.classify(empty).probability(new Label("c"));
      Contributions contributions = new Contributions(classifier, Substitute.BACKGROUND);
      float forA = contributions.explain(CELL, new Label("a")).heatmap().value(15, 25);
      float forB = contributions.explain(CELL, new Label("b")).heatmap().value(15, 25);
      assertThat((double) forB).isCloseTo(-forA * a / (a + c), within(1e-4));
    }
  }

  @Test
  void whereNothingSpeaksForTheTargetTheMapIsEmpty() {
    try (GridClassifier classifier = seeingDarkness()) {
      Explanation explanation =
          new Contributions(classifier, Substitute.BACKGROUND).explain(CELL, new Label("b"));
      assertThat(explanation.isEmpty()).isTrue();
      assertThat(explanation.layer()).isEqualTo(Contributions.LAYER);
    }
  }

  /** The substitute itself has nothing that it has not. */
  @Test
  void aPlainImageHasNoEvidence() {
    try (GridClassifier classifier = open()) {
      byte[] bytes = new byte[3 * SIDE * SIDE];
      Arrays.fill(bytes, (byte) 200);
      Explanation explanation =
          new Contributions(classifier).explain(RgbImage.of(SIDE, SIDE, bytes));
      assertThat(explanation.isEmpty()).isTrue();
    }
  }
}
