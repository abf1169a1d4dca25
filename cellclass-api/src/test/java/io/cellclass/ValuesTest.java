package io.cellclass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The small values: what they check and what they copy. */
class ValuesTest {
  private static final RgbImage IMAGE = RgbImage.of(1, 1, new byte[3]);
  private static final EpochSummary EPOCH = new EpochSummary(1, 0.5, 0.9, 0.6, 0.8, 0.001, 2);

  @Test
  void sampleStandsAloneUnlessItHasAGroup() throws IOException {
    Sample sample = new Sample("1", new Label("a"), ImageSource.of("cell", IMAGE));

    assertThat(sample.group()).isEqualTo("1");
    assertThat(sample.image()).isSameAs(IMAGE);
    assertThat(sample.source().name()).isEqualTo("cell");
    assertThat(new Sample("1", new Label("a"), "p", sample.source()).group()).isEqualTo("p");
  }

  @Test
  void outcomeStandsAloneUnlessItHasAGroup() {
    Prediction prediction = Prediction.of(LabelSet.of("a", "b"), 0.75f, 0.25f);
    Outcome outcome = new Outcome("1", new Label("a"), prediction);

    assertThat(outcome.group()).isEqualTo("1");
    assertThat(outcome).isEqualTo(new Outcome("1", new Label("a"), "1", prediction));
    assertThat(outcome.correct()).isTrue();
    assertThat(new Outcome("1", new Label("b"), "p", prediction).correct()).isFalse();
  }

  @Test
  void imageFileIsReadEachTimeItIsAskedFor(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("cell.png");
    ImageSource source = ImageSource.file(file);
    Files.write(file, Encoded.as("png", new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB)));
    assertThat(source.read().width()).isEqualTo(2);

    Files.write(file, Encoded.as("png", new BufferedImage(3, 1, BufferedImage.TYPE_INT_RGB)));
    assertThat(source.read().width()).isEqualTo(3);
    assertThat(source.name()).isEqualTo(file.toString());
  }

  @Test
  void limitsAreWhatAnArrayCanHold() {
    assertThat(ImageLimits.DEFAULT.pixels()).isEqualTo(100_000_000);
    assertThatCode(() -> new ImageLimits(Integer.MAX_VALUE / 3)).doesNotThrowAnyException();
    for (long bad : new long[] {0, -1, Integer.MAX_VALUE / 3 + 1L}) {
      assertThatThrownBy(() -> new ImageLimits(bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not " + bad);
    }
  }

  @Test
  void provenanceCopiesAndSortsItsMaps() {
    Map<String, String> settings = new HashMap<>(Map.of("b", "2", "a", "1"));
    Provenance provenance = new Provenance("00", 1, settings, Map.of(), Instant.EPOCH);

    settings.clear();

    assertThat(provenance.settings().keySet()).containsExactly("a", "b");
    assertThatThrownBy(() -> provenance.settings().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void trainingResultCopiesItsHistory() {
    List<EpochSummary> history = new ArrayList<>(List.of(EPOCH));
    var result = new TrainingResult<>(new ClassifierByRed(LabelSet.of("a")), history);

    history.clear();

    assertThat(result.history()).containsExactly(EPOCH);
  }

  @Test
  void trainerWithoutAListenerTellsNobody() throws IOException {
    List<TrainingListener> listeners = new ArrayList<>();
    Trainer<ClassifierByRed> trainer =
        (training, validation, listener) -> {
          listeners.add(listener);
          listener.progressed("features", 1, 2);
          listener.epochEnded(EPOCH);
          return new TrainingResult<>(new ClassifierByRed(training.labels()), List.of(EPOCH));
        };
    Dataset dataset = Datasets.of(LabelSet.of("a"), List.of());

    assertThat(trainer.train(dataset, dataset).history()).containsExactly(EPOCH);
    assertThat(listeners).hasSize(1);
  }

  @Test
  void exceptionsSayWhatAndWhere() {
    Exception cause = new IllegalStateException("why");

    assertThat(new UnreadableImageException("cell.png", "torn", cause))
        .hasMessage("unreadable image cell.png: torn")
        .hasCause(cause);
    assertThat(new MalformedBundleException("expected 1, found 2"))
        .hasMessage("expected 1, found 2")
        .hasNoCause();
    TrainingDivergedException diverged = new TrainingDivergedException(3, Double.NaN);
    assertThat(diverged).hasMessageContaining("epoch 3").hasMessageContaining("NaN");
    assertThat(diverged.epoch()).isEqualTo(3);
    TrainingDivergedException broken = new TrainingDivergedException(4, "a weight is NaN");
    assertThat(broken).hasMessageContaining("epoch 4").hasMessageContaining("a weight is NaN");
    assertThat(broken.epoch()).isEqualTo(4);
  }

  @Test
  void anExplanationWithoutPositiveEvidenceIsEmpty() {
    Prediction prediction = Prediction.of(LabelSet.of("a", "b"), 0.75f, 0.25f);

    assertThat(explanation(prediction, Heatmap.of(2, 1, -1, 0.5f)).isEmpty()).isFalse();
    assertThat(explanation(prediction, Heatmap.of(2, 1, -1, 0)).isEmpty()).isTrue();
  }

  private static Explanation explanation(Prediction prediction, Heatmap map) {
    return new Explanation(prediction, prediction.label(), "Grad-CAM", "mixed6", map);
  }
}
