package io.cellclass.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.Differentiable;
import io.cellclass.Explainer;
import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.RgbImage;
import io.cellclass.testkit.ExplainerContract;
import io.cellclass.testkit.GridClassifier;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IntegratedGradientsTest extends ExplainerContract<GridClassifier> {
  @Override
  protected GridClassifier open() {
    return GridClassifier.random(LabelSet.of("a", "b", "c"), 5);
  }

  @Override
  protected Explainer explainer(GridClassifier classifier) {
    return new IntegratedGradients(classifier);
  }

  /** Of a linear classifier, the values of the places add up to the difference of the scores. */
  @Test
  void theMapAddsUpToTheDifferenceOfTheScores() {
    try (GridClassifier classifier = open()) {
      byte[] bytes = new byte[3 * 4 * 4];
      new Random(3).nextBytes(bytes);
      RgbImage image = RgbImage.of(4, 4, bytes);
      Label target = new Label("c");
      // A pixel for each place, so that nothing is interpolated.
      float[] map =
          new IntegratedGradients(classifier, 3, Substitute.BACKGROUND)
              .explain(image, target)
              .heatmap()
              .values();
      double sum = 0;
      for (float value : map) {
        sum += value;
      }
      double difference =
          score(classifier, image, target)
              - score(classifier, Substitute.BACKGROUND.of(image), target);
      assertThat(sum).isCloseTo(difference, within(1e-4));
    }
  }

  private static double score(GridClassifier classifier, RgbImage image, Label target) {
    return classifier.trace(List.of(image), said -> target, Differentiable.INPUT).get(0).score();
  }

  @Test
  void noStepIsRefused() {
    try (GridClassifier classifier = open()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new IntegratedGradients(classifier, 0, Substitute.BLURRED))
          .withMessageContaining("0");
    }
  }
}
