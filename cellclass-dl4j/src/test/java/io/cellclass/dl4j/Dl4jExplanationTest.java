package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.Differentiable;
import io.cellclass.Explainer;
import io.cellclass.Label;
import io.cellclass.Layer;
import io.cellclass.Prediction;
import io.cellclass.RgbImage;
import io.cellclass.Trace;
import io.cellclass.explain.Contributions;
import io.cellclass.explain.Method;
import io.cellclass.testkit.ExplainerContract;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Explanations of a real network by the standard method. */
class Dl4jExplanationTest extends ExplainerContract<Dl4jClassifier> {
  @Override
  protected Dl4jClassifier open() {
    return SmallModels.classifier();
  }

  @Override
  protected Explainer explainer(Dl4jClassifier classifier) {
    return Method.standard().explainer(classifier);
  }

  @Test
  void theLayersAreTheImageAndTheMapsUpToTheDeepestThatIsRead() throws IOException {
    try (Dl4jClassifier classifier = open()) {
      List<Layer> layers = classifier.layers();
      assertThat(layers.get(0)).isEqualTo(new Layer(Differentiable.INPUT, 75, 75, 3));
      assertThat(layers.get(layers.size() - 1)).isEqualTo(new Layer("mixed1", 7, 7, 288));
      assertThat(layers.stream().map(Layer::name)).contains("mixed0", "activation_3");
      for (Layer layer : layers) {
        Trace trace = classifier.trace(cells(1), Prediction::label, layer.name()).get(0);
        assertThat(trace.layer()).isEqualTo(layer);
        assertThat(trace.grid().rows()).isEqualTo(layer.rows());
      }
    }
  }

  /** What was found in an image is kept for copies of it: the frame does not follow the nucleus. */
  @Test
  void aViewSeesCopiesAsItSeesTheImage() throws IOException {
    try (Dl4jClassifier classifier = open()) {
      RgbImage cell = cells(1).get(0);
      byte[] mirrored = cell.bytes();
      for (int i = 0; i < mirrored.length / 6; i++) {
        int other = mirrored.length / 3 - 1 - i;
        for (int channel = 0; channel < 3; channel++) {
          byte value = mirrored[3 * i + channel];
          mirrored[3 * i + channel] = mirrored[3 * other + channel];
          mirrored[3 * other + channel] = value;
        }
      }
      RgbImage turned = RgbImage.of(cell.width(), cell.height(), mirrored);
      Differentiable view = classifier.viewing(cell);
      assertThat(view.classify(cell)).isEqualTo(classifier.classify(cell));
      assertThat(frame(view, turned)).isEqualTo(frame(classifier, cell));
      assertThat(frame(classifier, turned)).isNotEqualTo(frame(classifier, cell));
      view.close();
      assertThat(classifier.classify(cell)).isNotNull();
    }
  }

  private static Object frame(Differentiable classifier, RgbImage image) {
    return classifier.trace(List.of(image), Prediction::label, "mixed0").get(0).grid().seen();
  }

  @Test
  void theHeadIsTracedForTheScoreThatALayerIsTracedFor() throws IOException {
    try (Dl4jClassifier classifier = open()) {
      Label label = classifier.labels().get(1);
      List<RgbImage> cell = cells(1);
      double score = classifier.trace(cell, said -> label, "mixed0").get(0).score();
      List<Trace> traces = classifier.traceHead(cell, said -> label).get(0);
      assertThat(traces.stream().map(trace -> trace.layer().name()))
          .containsExactly("mixed0", "mixed1");
      assertThat(traces.get(0).score()).isCloseTo(score, within(1e-4));
      assertThat(traces.get(0).target()).isEqualTo(label);
    }
  }

  @Test
  void anUnknownLayerIsRefused() throws IOException {
    try (Dl4jClassifier classifier = open()) {
      List<RgbImage> cell = cells(1);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> classifier.trace(cell, Prediction::label, "mixed99"))
          .withMessageContaining("mixed99");
    }
  }

  /** The paper's head: one depth, a dense layer with ReLU, dropout. */
  @Test
  void theHeadOfThePaperIsExplainedToo() throws IOException {
    try (Dl4jClassifier classifier = SmallModels.withPaperHead()) {
      assertThat(new Contributions(classifier).explain(cells(1).get(0)).isEmpty()).isFalse();
    }
  }

  @Test
  void aRandomHeadIsAnotherAndAlwaysTheSame() throws IOException {
    RgbImage cell = cells(1).get(0);
    try (Dl4jClassifier classifier = open();
        Dl4jClassifier random = classifier.withRandomHead(3);
        Dl4jClassifier again = classifier.withRandomHead(3);
        Dl4jClassifier other = classifier.withRandomHead(4)) {
      assertThat(random.classify(cell))
          .isEqualTo(again.classify(cell))
          .isNotEqualTo(classifier.classify(cell))
          .isNotEqualTo(other.classify(cell));
    }
  }

  private static List<RgbImage> cells(int count) throws IOException {
    return SmallModels.cells(1, 9).samples().subList(0, count).stream()
        .map(
            sample -> {
              try {
                return sample.image();
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            })
        .toList();
  }
}
