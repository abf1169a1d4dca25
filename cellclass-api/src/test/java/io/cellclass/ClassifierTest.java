package io.cellclass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ClassifierTest {
  @Test
  void oneImageIsABatchOfOne() {
    ClassifierByRed classifier = new ClassifierByRed(LabelSet.of("a", "b"));

    Prediction prediction = classifier.classify(RgbImage.of(1, 1, new byte[] {1, 0, 0}));

    assertThat(prediction.label()).isEqualTo(new Label("b"));
    assertThat(classifier.batches()).containsExactly(1);
  }

  @Test
  void withoutAnEngineTheDependencyIsNamed() {
    assertThatThrownBy(() -> Classifier.load(Path.of("wbc.cellclass")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("io.cellclass:cellclass-dl4j");
  }
}
