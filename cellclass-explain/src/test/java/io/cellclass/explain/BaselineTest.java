package io.cellclass.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.Differentiable;
import io.cellclass.Explainer;
import io.cellclass.Explanation;
import io.cellclass.Heatmap;
import io.cellclass.Label;
import io.cellclass.Prediction;
import io.cellclass.RgbImage;
import io.cellclass.explain.faithfulness.DarkDisc;
import io.cellclass.testkit.FakeClassifier;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BaselineTest {
  private static final List<RgbImage> IMAGES =
      List.of(DarkDisc.image(1), DarkDisc.image(2), DarkDisc.image(3));

  @Test
  void bothTellThePredictionTheTargetAndTheirName() {
    FakeClassifier classifier = DarkDisc.classifier();
    for (Explainer explainer :
        List.of(RandomMap.of(classifier, 5), CentredGaussian.of(classifier))) {
      Label none = new Label("none");
      Explanation explanation = explainer.explain(IMAGES.get(0), none);

      assertThat(explanation.prediction()).isEqualTo(classifier.classify(IMAGES.get(0)));
      assertThat(explanation.target()).isEqualTo(none);
      assertThat(explanation.layer()).isEqualTo(Differentiable.INPUT);
      assertThat(explanation.method()).isEqualTo(explainer.method());
      assertThat(explanation.isEmpty()).isFalse();
      assertThat(explainer.explain(List.of(), Prediction::label)).isEmpty();
    }
    assertThat(RandomMap.of(classifier, 5).method()).isEqualTo("Random");
    assertThat(CentredGaussian.of(classifier).method()).isEqualTo("Centred Gaussian");
  }

  @Test
  void batchesEqualSingles() {
    for (Explainer explainer :
        List.of(
            RandomMap.of(DarkDisc.classifier(), 5), CentredGaussian.of(DarkDisc.classifier()))) {
      assertThat(explainer.explain(IMAGES, Prediction::label))
          .isEqualTo(IMAGES.stream().map(explainer::explain).toList());
    }
  }

  @Test
  void randomMapsDifferBySeedAndByImage() {
    Heatmap map = RandomMap.of(DarkDisc.classifier(), 5).map(IMAGES.get(0));

    assertThat(RandomMap.of(DarkDisc.classifier(), 5).map(IMAGES.get(0))).isEqualTo(map);
    assertThat(RandomMap.of(DarkDisc.classifier(), 6).map(IMAGES.get(0))).isNotEqualTo(map);
    assertThat(RandomMap.of(DarkDisc.classifier(), 5).map(IMAGES.get(1))).isNotEqualTo(map);
  }

  @Test
  void randomMapsAreLinearBetweenTwelvePlacesASide() {
    RgbImage image = RgbImage.of(120, 60, new byte[3 * 120 * 60]);
    Heatmap map = RandomMap.of(DarkDisc.classifier(), 1).map(image);

    for (int column = 0; column < 12; column++) {
      // Between the centres at 10 i + 5 and 10 i + 15: second differences of pixels are 0.
      for (int x = Math.min(10 * column + 6, 113); x < 10 * column + 14 && x < 113; x++) {
        double bend = map.value(x - 1, 30) - 2 * map.value(x, 30) + map.value(x + 1, 30);
        assertThat(bend).isCloseTo(0, within(1e-5));
      }
    }
    assertThat(map.value(0, 0)).isEqualTo(map.value(4, 2));
  }

  @Property(tries = 50)
  void randomMapsFitImagesOfAnySizeAndStayFromZeroToOne(
      @ForAll @IntRange(min = 1, max = 50) int width,
      @ForAll @IntRange(min = 1, max = 50) int height,
      @ForAll long seed) {
    Heatmap map =
        RandomMap.of(DarkDisc.classifier(), seed)
            .map(RgbImage.of(width, height, new byte[3 * width * height]));

    assertThat(map.width()).isEqualTo(width);
    assertThat(map.height()).isEqualTo(height);
    for (float value : map.values()) {
      assertThat(value).isBetween(0f, 1f);
    }
  }

  @Test
  void theGaussianFallsFromTheCentreByTheShorterSide() {
    RgbImage image = RgbImage.of(41, 21, new byte[3 * 41 * 21]);
    Heatmap quarter = CentredGaussian.of(DarkDisc.classifier()).map(image);
    Heatmap wide = CentredGaussian.of(DarkDisc.classifier(), 0.5).map(image);

    assertThat(quarter.value(20, 10)).isEqualTo(1);
    // exp(-(3² + 4²) / (2 * 5.25²)), and with 10.5.
    assertThat((double) quarter.value(23, 14)).isCloseTo(0.635391, within(1e-5));
    assertThat((double) wide.value(17, 6)).isCloseTo(0.892813, within(1e-5));
    assertThat(quarter.value(17, 10)).isEqualTo(quarter.value(20, 13));
  }

  @Test
  void unknownTargetsAndDeviationsAreRefused() {
    Label yeast = new Label("yeast");
    RandomMap random = RandomMap.of(DarkDisc.classifier(), 1);

    assertThatThrownBy(() -> random.explain(IMAGES.get(0), yeast))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("yeast");
    for (double deviation : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> CentredGaussian.of(DarkDisc.classifier(), deviation))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("expected a positive standard deviation, found " + deviation);
    }
  }

  @Test
  void aClosedClassifierIsTold() {
    FakeClassifier closed = DarkDisc.classifier();
    closed.close();

    assertThatThrownBy(() -> CentredGaussian.of(closed).explain(IMAGES.get(0)))
        .isInstanceOf(IllegalStateException.class);
  }
}
