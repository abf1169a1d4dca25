package io.cellclass.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cellclass.Classifier;
import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.Prediction;
import io.cellclass.RgbImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FakeClassifierTest extends ClassifierContract {
  private static final LabelSet LABELS = Leukocyte.labels();

  @Override
  protected Classifier open() {
    return FakeClassifier.hashing(LABELS);
  }

  @Override
  protected Classifier load(Path saved) throws IOException {
    return FakeClassifier.load(saved);
  }

  @Override
  protected double tolerance() {
    return 0;
  }

  @Test
  void answersAsItIsTold() {
    LabelSet two = LabelSet.of("dark", "bright");
    try (Classifier classifier = FakeClassifier.of(two, image -> new float[] {0.25f, 0.75f})) {
      Prediction prediction = classifier.classify(RgbImage.of(1, 1, new byte[3]));
      assertThat(prediction.label()).isEqualTo(new Label("bright"));
      assertThat(prediction.confidence()).isEqualTo(0.75);
    }
  }

  @Test
  void aFunctionThatGivesTooManyProbabilitiesIsRefused() {
    try (Classifier classifier = FakeClassifier.of(LABELS, image -> new float[6])) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> classifier.classify(RgbImage.of(1, 1, new byte[3])));
    }
  }

  @Test
  void noLabelsAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> FakeClassifier.hashing(LabelSet.of()));
  }

  @Test
  void theSavedFileHoldsTheLabels(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("fake");
    try (Classifier classifier = open()) {
      classifier.save(file);
    }
    assertThat(Files.readAllLines(file))
        .containsExactly("basophil", "eosinophil", "lymphocyte", "monocyte", "neutrophil");
  }
}
