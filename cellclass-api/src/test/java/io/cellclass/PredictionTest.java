package io.cellclass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PredictionTest {
  private static final LabelSet LABELS = LabelSet.of("a", "b", "c");

  @Test
  void scoresStandBestFirst() {
    Prediction prediction = Prediction.of(LABELS, 0.25f, 0.5f, 0.25f);

    assertThat(prediction.label()).isEqualTo(new Label("b"));
    assertThat(prediction.confidence()).isEqualTo(0.5);
    assertThat(prediction.probability(new Label("c"))).isEqualTo(0.25);
    assertThat(prediction.scores())
        .extracting(score -> score.label().name())
        .containsExactly("b", "a", "c");
  }

  @Test
  void scoresAreCopied() {
    List<Score> scores = new ArrayList<>(List.of(new Score(new Label("a"), 1)));
    Prediction prediction = new Prediction(scores);

    scores.clear();

    assertThat(prediction.scores()).hasSize(1);
  }

  @Test
  void impossibleScoresAreRefused() {
    Score small = new Score(new Label("a"), 0.1);
    Score large = new Score(new Label("b"), 0.9);

    assertThatThrownBy(() -> new Prediction(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Prediction(List.of(small, large)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("falling order");
    assertThatThrownBy(() -> Prediction.of(LABELS, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected 3 probabilities")
        .hasMessageContaining("found 2");
    for (double bad : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThatThrownBy(() -> new Score(new Label("a"), bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("[0, 1]");
    }
  }

  @Test
  void tooUnsureAPredictionHasNoLabel() {
    Prediction prediction = Prediction.of(LABELS, 0.25f, 0.5f, 0.25f);

    assertThat(prediction.label(0)).contains(new Label("b"));
    assertThat(prediction.label(0.5)).contains(new Label("b"));
    assertThat(prediction.label(Math.nextUp(0.5))).isEmpty();
    for (double bad : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThatThrownBy(() -> prediction.label(bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not " + bad);
    }
  }

  @Test
  void unknownLabelIsRefused() {
    Prediction prediction = Prediction.of(LABELS, 1, 0, 0);

    assertThatThrownBy(() -> prediction.probability(new Label("d")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unknown label d");
  }
}
