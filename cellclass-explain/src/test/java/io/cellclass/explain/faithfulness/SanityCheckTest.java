package io.cellclass.explain.faithfulness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.Explainer;
import io.cellclass.Explanation;
import io.cellclass.Heatmap;
import io.cellclass.Label;
import io.cellclass.Prediction;
import io.cellclass.RgbImage;
import io.cellclass.explain.CentredGaussian;
import io.cellclass.explain.RandomMap;
import io.cellclass.testkit.FakeClassifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SanityCheckTest {
  private static final List<RgbImage> IMAGES =
      IntStream.range(0, 40).mapToObj(DarkDisc::image).toList();

  @Test
  void mapsThatDoNotDependOnTheClassifierFail() {
    SanityCheck check =
        SanityCheck.of(
            CentredGaussian.of(DarkDisc.classifier()),
            CentredGaussian.of(FakeClassifier.hashing(DarkDisc.LABELS)),
            IMAGES);

    assertThat(check.images()).isEqualTo(40);
    assertThat(check.changed()).isZero();
    assertThat(check.median()).isCloseTo(1, within(1e-9));
    assertThat(check.constants()).isZero();
  }

  @Test
  void mapsThatHaveNothingInCommonPass() {
    SanityCheck check =
        SanityCheck.of(
            RandomMap.of(DarkDisc.classifier(), 1), RandomMap.of(DarkDisc.classifier(), 2), IMAGES);

    assertThat(check.changed()).isEqualTo(1);
    assertThat(check.correlation().mean()).isCloseTo(0, within(0.1));
  }

  @Test
  void bothExplainWhatTheFirstClassifierSays() {
    FakeClassifier said = FakeClassifier.hashing(DarkDisc.LABELS);
    ByTarget first = new ByTarget(said);
    ByTarget second = new ByTarget(DarkDisc.classifier());

    SanityCheck check = SanityCheck.of(first, second, IMAGES);

    // Each label has its own map: only if the targets agree are they the same.
    assertThat(check.correlations()).hasSize(40).allMatch(rho -> Math.abs(rho - 1) < 1e-9);
    assertThat(said.classify(IMAGES).stream().map(Prediction::label).distinct()).hasSize(2);
  }

  @Test
  void explanationsThatAreThereAreNotMadeAgain() {
    RandomMap trained = RandomMap.of(DarkDisc.classifier(), 1);
    Explainer untrained = RandomMap.of(DarkDisc.classifier(), 2);
    List<Explanation> there = trained.explain(IMAGES, Prediction::label);

    assertThat(SanityCheck.of(there, untrained, IMAGES))
        .isEqualTo(SanityCheck.of(trained, untrained, IMAGES));
    assertThatThrownBy(() -> SanityCheck.of(there, untrained, IMAGES.subList(1, 40)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected 39 explanations, found 40");
  }

  @Test
  void constantMapsCountAsChangedAndAreCounted() {
    Explainer flat =
        DarkDisc.pointing(DarkDisc.classifier(), "flat", Heatmap.of(24, 24, new float[576]));
    SanityCheck check =
        SanityCheck.of(flat, CentredGaussian.of(DarkDisc.classifier()), IMAGES.subList(0, 3));

    assertThat(check).isEqualTo(new SanityCheck(List.of(0.0, 0.0, 0.0), 3));
    assertThat(check.changed()).isEqualTo(1);
  }

  @Test
  void figuresAreThoseOfTheCorrelations() {
    SanityCheck check = new SanityCheck(List.of(0.9, 0.5, -0.2, 0.4), 0);

    assertThat(check.median()).isCloseTo(0.45, within(1e-12));
    assertThat(check.changed()).isEqualTo(0.5);
    assertThat(check.correlation().mean()).isCloseTo(0.4, within(1e-12));
    assertThat(new SanityCheck(List.of(0.9, 0.1, 0.3), 1).median()).isEqualTo(0.3);
  }

  @Test
  void badInputsAreRefused() {
    CentredGaussian gaussian = CentredGaussian.of(DarkDisc.classifier());

    assertThatThrownBy(() -> SanityCheck.of(gaussian, gaussian, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SanityCheck(List.of(1.5), 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SanityCheck(List.of(0.5), 2))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Has a map of its own for each target. */
  private record ByTarget(FakeClassifier classifier) implements Explainer {
    private static final Map<Label, Heatmap> MAPS =
        Map.of(
            DarkDisc.CELL,
            DarkDisc.truth(),
            new Label("none"),
            CentredGaussian.of(DarkDisc.classifier()).explain(DarkDisc.image(0)).heatmap());

    @Override
    public String method() {
      return "by target";
    }

    @Override
    public List<Explanation> explain(List<RgbImage> images, Function<Prediction, Label> target) {
      List<Explanation> explanations = new ArrayList<>();
      for (Prediction said : classifier.classify(images)) {
        Label label = target.apply(said);
        Heatmap map = MAPS.getOrDefault(label, DarkDisc.truth());
        explanations.add(new Explanation(said, label, method(), "input", map));
      }
      return explanations;
    }
  }
}
