package io.cellclass.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cellclass.Explanation;
import io.cellclass.LabelSet;
import io.cellclass.RgbImage;
import io.cellclass.testkit.BloodSmears;
import io.cellclass.testkit.FakeClassifier;
import io.cellclass.testkit.Framing;
import io.cellclass.testkit.GridClassifier;
import io.cellclass.testkit.Leukocyte;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MethodTest {
  private static final LabelSet LABELS = LabelSet.of("a", "b");
  private static final RgbImage IMAGE =
      BloodSmears.cell(Leukocyte.NEUTROPHIL, Framing.singleCell(72), 1).image();

  @ParameterizedTest
  @EnumSource
  void eachExplainsADifferentiableClassifier(Method method) {
    try (GridClassifier classifier = GridClassifier.random(LABELS, 1)) {
      Explanation explanation = method.explainer(classifier).explain(IMAGE);
      assertThat(explanation.heatmap().width()).isEqualTo(72);
      if (method.hasLayer()) {
        assertThat(explanation.layer()).isEqualTo(GridClassifier.DARKNESS);
        assertThat(method.explainer(classifier, "input").explain(IMAGE).layer()).isEqualTo("input");
      } else {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> method.explainer(classifier, "input"))
            .withMessageContaining(method.id());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatNeedsGradientsRefusesAClassifierWithoutThem(Method method) {
    try (FakeClassifier classifier = FakeClassifier.hashing(LABELS)) {
      if (method.needsGradients()) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> method.explainer(classifier))
            .withMessageContaining("occlusion");
      } else {
        assertThat(method.explainer(classifier).explain(IMAGE).target()).isNotNull();
      }
    }
  }

  @Test
  void theNamesDiffer() {
    Set<String> ids = new HashSet<>();
    for (Method method : Method.values()) {
      assertThat(ids.add(method.id())).isTrue();
    }
  }
}
