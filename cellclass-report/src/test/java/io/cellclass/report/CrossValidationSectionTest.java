package io.cellclass.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.Classifier;
import io.cellclass.CrossValidation;
import io.cellclass.CrossValidationListener;
import io.cellclass.Dataset;
import io.cellclass.Datasets;
import io.cellclass.Folds;
import io.cellclass.ImageSource;
import io.cellclass.LabelSet;
import io.cellclass.RgbImage;
import io.cellclass.Sample;
import io.cellclass.Trainer;
import io.cellclass.TrainingListener;
import io.cellclass.TrainingResult;
import io.cellclass.testkit.FakeClassifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrossValidationSectionTest {
  private static final LabelSet LABELS = LabelSet.of("x", "y");

  @TempDir private Path folder;

  /** Twenty images of each class: those of the first are black, those of the other white. */
  private static Dataset dataset() {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      byte value = (byte) (i < 20 ? 0 : 255);
      RgbImage pixel = RgbImage.of(1, 1, new byte[] {value, value, value});
      samples.add(new Sample("i" + i, LABELS.get(i / 20), ImageSource.of("i" + i, pixel)));
    }
    return Datasets.of(LABELS, samples);
  }

  /** With an odd seed it learns to tell black from white, with an even one nothing. */
  private record SomeTrainer(long seed) implements Trainer<Classifier> {
    @Override
    public TrainingResult<Classifier> train(
        Dataset training, Dataset validation, TrainingListener listener) {
      Classifier classifier =
          FakeClassifier.of(
              LABELS,
              image ->
                  seed % 2 == 0 || image.rgb(0, 0) == 0
                      ? new float[] {0.9f, 0.1f}
                      : new float[] {0.1f, 0.9f});
      return new TrainingResult<>(classifier, List.of());
    }
  }

  private ReportPage page(List<Long> seeds) throws IOException {
    Dataset dataset = dataset();
    CrossValidation validation =
        CrossValidation.of(
            seed -> Folds.stratified(dataset, 4, seed),
            0.2,
            seeds,
            SomeTrainer::new,
            CrossValidationListener.none());
    return ReportPage.of(HtmlReport.of("t").withCrossValidation(validation), folder);
  }

  private static String headline(ReportPage page) {
    return page.all("p").get(0).getTextContent();
  }

  @Test
  void eachSeedHasARow() throws IOException {
    // Right: -ln 0.9; wrong: -ln 0.1. F1 of a half: 2/3 of one class, 0 of the other.
    assertThat(
            page(List.of(1L, 2L))
                .table("All images, each judged by a classifier that was trained without its fold"))
        .containsExactly(
            List.of(
                "seed", "images", "accuracy", "balanced accuracy", "macro F1", "log-loss in nats"),
            List.of("1", "40", "100.0 %", "100.0 %", "1.000", "0.105"),
            List.of("2", "40", "50.0 %", "50.0 %", "0.333", "1.204"));
  }

  /** The mean of 1 and 1/2, and their deviation, a half by the root of two. */
  @Test
  void theMeanStandsWithItsIntervalAndDeviation() throws IOException {
    assertThat(headline(page(List.of(1L, 2L))))
        .startsWith("75.0 % mean accuracy 95 % interval ")
        .endsWith("; standard deviation over 2 seeds 35.4 %");
  }

  @Test
  void ofOneSeedThereIsNoDeviation() throws IOException {
    assertThat(headline(page(List.of(1L))))
        .startsWith("100.0 % mean accuracy")
        .doesNotContain("deviation");
  }
}
