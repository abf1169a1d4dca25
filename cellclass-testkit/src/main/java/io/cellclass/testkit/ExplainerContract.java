package io.cellclass.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.Classifier;
import io.cellclass.Explainer;
import io.cellclass.Explanation;
import io.cellclass.Label;
import io.cellclass.Prediction;
import io.cellclass.RgbImage;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Explainer} must do. The test of an implementation extends this class.
 *
 * @param <C> the kind of classifier that it explains
 */
public abstract class ExplainerContract<C extends Classifier> {
  /** For subclasses. */
  protected ExplainerContract() {}

  /**
   * Opens a classifier with at least two labels; each gives the same answers. The suite closes it.
   *
   * @throws IOException if it cannot be opened, which fails the test
   */
  protected abstract C open() throws IOException;

  /** The explainer of a classifier. */
  protected abstract Explainer explainer(C classifier);

  /**
   * How far a map's values may move when images share a batch, as a share of the largest one; the
   * implementer names it. By default 1e-4.
   */
  protected double tolerance() {
    return 1e-4;
  }

  @Test
  void aMapHasTheSizeOfItsImage() throws IOException {
    try (C classifier = open()) {
      for (RgbImage image : ContractImages.ofSmallSizes()) {
        Explanation explanation = explainer(classifier).explain(image);
        assertThat(explanation.heatmap().width()).isEqualTo(image.width());
        assertThat(explanation.heatmap().height()).isEqualTo(image.height());
      }
    }
  }

  @Test
  void thePredictedLabelIsExplainedUnlessAnotherIsAskedFor() throws IOException {
    try (C classifier = open()) {
      RgbImage image = ContractImages.cell();
      Prediction prediction = classifier.classify(image);
      Explanation explanation = explainer(classifier).explain(image);
      assertThat(explanation.target()).isEqualTo(prediction.label());
      assertThat(explanation.method()).isEqualTo(explainer(classifier).method()).isNotBlank();
      for (Label label : classifier.labels()) {
        Explanation other = explainer(classifier).explain(image, label);
        assertThat(other.target()).isEqualTo(label);
        for (Label each : classifier.labels()) {
          assertThat(other.prediction().probability(each))
              .isCloseTo(prediction.probability(each), within(1e-4));
        }
      }
    }
  }

  @Test
  void aBatchGivesWhatSingleImagesGive() throws IOException {
    try (C classifier = open()) {
      Explainer explainer = explainer(classifier);
      List<RgbImage> images = ContractImages.ofSmallSizes();
      List<Explanation> batch = explainer.explain(images, Prediction::label);
      assertThat(batch).hasSize(images.size());
      for (int i = 0; i < images.size(); i++) {
        float[] single = explainer.explain(images.get(i)).heatmap().values();
        double largest = largest(single);
        assertThat(batch.get(i).heatmap().values())
            .containsExactly(single, within((float) (tolerance() * largest)));
      }
    }
  }

  @Test
  void theSameImageIsExplainedInTheSameWay() throws IOException {
    try (C first = open();
        C second = open()) {
      RgbImage image = ContractImages.cell();
      assertThat(explainer(first).explain(image)).isEqualTo(explainer(second).explain(image));
    }
  }

  @Test
  void manyThreadsMayExplain() throws IOException {
    try (C classifier = open()) {
      Explainer explainer = explainer(classifier);
      RgbImage image = ContractImages.cell();
      Explanation alone = explainer.explain(image);
      List<Explanation> together =
          IntStream.range(0, 8).parallel().mapToObj(i -> explainer.explain(image)).toList();
      assertThat(together).containsOnly(alone);
    }
  }

  @Test
  void noImagesHaveNoExplanations() throws IOException {
    try (C classifier = open()) {
      assertThat(explainer(classifier).explain(List.of(), Prediction::label)).isEmpty();
    }
  }

  @Test
  void anUnknownLabelIsRefused() throws IOException {
    try (C classifier = open()) {
      Label unknown = new Label("no label of any classifier");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> explainer(classifier).explain(ContractImages.cell(), unknown))
          .withMessageContaining(unknown.name());
    }
  }

  @Test
  void aClosedClassifierIsNotExplained() throws IOException {
    C classifier = open();
    Explainer explainer = explainer(classifier);
    classifier.close();
    assertThatIllegalStateException().isThrownBy(() -> explainer.explain(ContractImages.cell()));
  }

  private static double largest(float[] values) {
    double largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }
}
