package io.cellclass.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrossValidationSectionTest {
  private static final LabelSet LABELS = LabelSet.of("x", "y");

  @TempDir private Path folder;

  /** Twenty images of each class: those of the first are black, those of the other white. */
  private static Dataset dataset(UnaryOperator<String> groups) {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      byte value = (byte) (i < 20 ? 0 : 255);
      RgbImage pixel = RgbImage.of(1, 1, new byte[] {value, value, value});
      String id = "i" + i;
      samples.add(new Sample(id, LABELS.get(i / 20), groups.apply(id), ImageSource.of(id, pixel)));
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

  private static CrossValidation of(
      Dataset dataset, List<Long> seeds, LongFunction<SomeTrainer> trainers) throws IOException {
    return CrossValidation.of(
        seed -> Folds.stratified(dataset, 4, seed),
        0.2,
        seeds,
        trainers,
        CrossValidationListener.none());
  }

  private ReportPage page(Map<String, CrossValidation> validations) throws IOException {
    return ReportPage.of(HtmlReport.of("t").withCrossValidation(validations), folder);
  }

  private ReportPage page(List<Long> seeds) throws IOException {
    return page(Map.of("recipe", of(dataset(id -> id), seeds, SomeTrainer::new)));
  }

  private static String headline(ReportPage page) {
    return page.all("p").get(0).getTextContent();
  }

  @Test
  void eachSeedHasARow() throws IOException {
    assertThat(page(List.of(1L, 2L)).table("Seed by seed"))
        .containsExactly(
            List.of("classifier", "seed", "images", "right", "accuracy"),
            List.of("recipe", "1", "40", "40", "100.0 %"),
            List.of("recipe", "2", "40", "20", "50.0 %"));
  }

  /** Baselines that are not seen beside what they are for are none. */
  @Test
  void baselinesStandInTheSameTables() throws IOException {
    Dataset dataset = dataset(id -> id);
    Map<String, CrossValidation> both = new LinkedHashMap<>();
    both.put("recipe", of(dataset, List.of(1L, 2L), SomeTrainer::new));
    both.put("baseline", of(dataset, List.of(1L, 2L), seed -> new SomeTrainer(0)));
    ReportPage page = page(both);
    assertThat(headline(page)).startsWith("75.0 % mean accuracy");
    // Right: -ln 0.9; wrong: -ln 0.1. F1 of a half: 2/3 of one class, 0 of the other. Wilson's
    // intervals of 75 % of 40 images, and of 50 % of 39, as Cochran divides by n - 1.
    assertThat(page.table("Means over the seeds"))
        .containsExactly(
            List.of(
                "classifier",
                "accuracy",
                "95 % interval",
                "standard deviation",
                "balanced accuracy",
                "macro F1",
                "log-loss in nats"),
            List.of("recipe", "75.0 %", "59.8 to 85.8 %", "35.4 %", "75.0 %", "0.667", "0.655"),
            List.of("baseline", "50.0 %", "35.0 to 65.0 %", "0.0 %", "50.0 %", "0.333", "1.204"));
    assertThat(page.table("Seed by seed").stream().skip(1).map(row -> row.get(0)))
        .containsExactly("recipe", "recipe", "baseline", "baseline");
  }

  @Test
  void groupsAreCountedBesideImages() throws IOException {
    // i0 to i3, i4 to i7 and so on: each group is of one class.
    Dataset dataset = dataset(id -> "g" + Integer.parseInt(id.substring(1)) / 4);
    ReportPage page = page(Map.of("recipe", of(dataset, List.of(1L, 2L), SomeTrainer::new)));
    assertThat(page.table("Means over the seeds").get(0)).endsWith("groups right");
    assertThat(page.table("Means over the seeds").get(1)).endsWith("75.0 %");
    assertThat(page.table("Seed by seed"))
        .containsExactly(
            List.of(
                "classifier", "seed", "images", "right", "accuracy", "groups", "right", "accuracy"),
            List.of("recipe", "1", "40", "40", "100.0 %", "10", "10", "100.0 %"),
            List.of("recipe", "2", "40", "20", "50.0 %", "10", "5", "50.0 %"));
  }

  /** Four patients, each with cells of both classes. */
  @Test
  void groupsOfSeveralClassesAreCountedByClass() throws IOException {
    Dataset dataset = dataset(id -> "p" + Integer.parseInt(id.substring(1)) % 4);
    ReportPage page = page(Map.of("recipe", of(dataset, List.of(2L), SomeTrainer::new)));
    assertThat(page.table("Seed by seed"))
        .containsExactly(
            List.of(
                "classifier",
                "seed",
                "images",
                "right",
                "accuracy",
                "groups by class",
                "right",
                "accuracy"),
            List.of("recipe", "2", "40", "20", "50.0 %", "8", "4", "50.0 %"));
  }

  @Test
  void onlyWhatCanBeComparedStandsInOneTable() throws IOException {
    Dataset dataset = dataset(id -> id);
    Map<String, CrossValidation> differing = new LinkedHashMap<>();
    differing.put("recipe", of(dataset, List.of(1L), SomeTrainer::new));
    differing.put("other", of(dataset, List.of(2L), SomeTrainer::new));
    assertThatThrownBy(() -> page(differing))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("with the seeds [1], found others in other=");
    Dataset half = dataset.where(sample -> !sample.id().endsWith("0"));
    differing.put("other", of(half, List.of(1L), SomeTrainer::new));
    assertThatThrownBy(() -> page(differing)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> page(Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one cross-validation");
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
