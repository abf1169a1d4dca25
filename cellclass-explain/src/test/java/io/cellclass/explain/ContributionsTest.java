package io.cellclass.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.Explainer;
import io.cellclass.Explanation;
import io.cellclass.FeatureGrid;
import io.cellclass.Frame;
import io.cellclass.Heatmap;
import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.RgbImage;
import io.cellclass.testkit.ExplainerContract;
import io.cellclass.testkit.GridClassifier;
import java.util.Arrays;
import java.util.List;
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

  /** Darkness 25 / 255 on the ground and 229 / 255 in the rectangle, in three channels each. */
  @Test
  void theMapIsADensityOfTheScore() {
    try (GridClassifier classifier = seeingDarkness()) {
      Label target = new Label("a");
      double score = classifier.traceHead(List.of(CELL), said -> target).get(0).get(0).score();
      Heatmap map = new Contributions(classifier).explain(CELL, target).heatmap();
      double sum = 0;
      for (float value : map.values()) {
        sum += value;
      }
      // At the border the outermost places reach further than their share.
      assertThat(sum / (SIDE * SIDE)).isCloseTo(score, within(0.03 * score));
      assertThat(map.peak().orElseThrow().x()).isBetween(12, 17);
      assertThat(map.peak().orElseThrow().y()).isBetween(22, 27);
      assertThat((double) map.value(38, 2)).isCloseTo(16 * 3 * 25 / 255.0, within(1e-3));
    }
  }

  /** For a nothing counts, and what has negative weights speaks against b. */
  @Test
  void whereNothingSpeaksForTheTargetTheMapIsEmpty() {
    double[] weights = new double[3 * 48];
    Arrays.fill(weights, 48, 96, -1);
    try (GridClassifier classifier = GridClassifier.of(LabelSet.of("a", "b", "c"), weights)) {
      Contributions contributions = new Contributions(classifier);
      Explanation indifferent = contributions.explain(CELL, new Label("a"));
      assertThat(indifferent.isEmpty()).isTrue();
      assertThat(indifferent.layer()).isEqualTo(Contributions.LAYER);
      Explanation against = contributions.explain(CELL, new Label("b"));
      assertThat(against.isEmpty()).isTrue();
      assertThat(against.heatmap().value(15, 25)).isLessThan(-20);
    }
  }

  /** A layer that is read twice as finely adds as much. */
  @Test
  void layersOfDifferentSizesAreAddedAsDensities() {
    Frame all = new Frame(0, 0, 8, 8);
    FeatureGrid coarse = new FeatureGrid(8, 8, all, 1, 1, 4, 4, 8, 8);
    FeatureGrid fine = new FeatureGrid(8, 8, all, 2, 2, 2, 2, 4, 4);
    SeenGrid sum = new SeenGrid(coarse);
    sum.add(coarse, new float[] {1});
    sum.add(fine, new float[] {2, 2, 2, 2});
    for (float value : sum.spread().values()) {
      assertThat(value).isCloseTo(3, within(1e-5f));
    }
  }
}
