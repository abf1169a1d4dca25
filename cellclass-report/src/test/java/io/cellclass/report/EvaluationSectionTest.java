package io.cellclass.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.Evaluation;
import io.cellclass.LabelSet;
import io.cellclass.Outcome;
import io.cellclass.Prediction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationSectionTest {
  @TempDir private Path folder;

  private ReportPage page(Evaluation evaluation) throws IOException {
    return ReportPage.of(HtmlReport.of("t").withEvaluation("test images", evaluation), folder);
  }

  /** Wilson's interval of 7 of 10 is 39.7 to 89.2 %. */
  @Test
  void theAccuracyStandsWithItsInterval() throws IOException {
    List<String> headline =
        page(Evaluations.ten()).all("p").stream()
            .filter(p -> p.getAttribute("class").equals("headline"))
            .map(p -> p.getTextContent())
            .toList();
    assertThat(headline)
        .containsExactly("70.0 % accuracy 95 % interval 39.7 to 89.2 %; 7 of 10 images right");
  }

  @Test
  void theOtherFiguresAreThoseOfTheEvaluation() throws IOException {
    Evaluation ten = Evaluations.ten();
    ReportPage page = page(ten);
    assertThat(page.texts("dt"))
        .containsExactly(
            "balanced accuracy",
            "macro F1",
            "Cohen\u2019s kappa",
            "top-2 accuracy",
            "log-loss in nats",
            "macro ROC AUC",
            "calibration error");
    // Recalls 3/4 and 4/6; F1 6/9 and 8/11; kappa (0.7 - 0.5) / (1 - 0.5).
    assertThat(page.texts("dd"))
        .containsExactly(
            "70.8 %",
            "0.697",
            "0.400",
            "100.0 %",
            Numbers.ratio(ten.logLoss()),
            Numbers.ratio(ten.macroRocAuc().orElseThrow()),
            Numbers.ratio(ten.expectedCalibrationError()));
  }

  /** Intervals from the table of Newcombe's formula: 3/4, 3/5, 4/6, 4/5. */
  @Test
  void eachClassHasARowWithIntervals() throws IOException {
    Evaluation ten = Evaluations.ten();
    String area = Numbers.ratio(ten.rocAuc(Evaluations.LABELS.get(0)).orElseThrow());
    String precision = Numbers.ratio(ten.averagePrecision(Evaluations.LABELS.get(0)).orElseThrow());
    assertThat(page(ten).table("Each class against the rest"))
        .satisfies(rows -> assertThat(rows).hasSize(4))
        .contains(
            List.of(
                "a<b>",
                "4",
                "75.0 %",
                "30.1 to 95.4 %",
                "60.0 %",
                "23.1 to 88.2 %",
                "0.667",
                area,
                precision))
        .anySatisfy(
            row ->
                assertThat(row)
                    .startsWith(
                        "c&d",
                        "6",
                        "66.7 %",
                        "30.0 to 90.3 %",
                        "80.0 %",
                        "37.6 to 96.4 %",
                        "0.727"))
        .contains(
            List.of(
                "\"e\"", "0", "\u2013", "\u2013", "\u2013", "\u2013", "\u2013", "\u2013",
                "\u2013"));
  }

  @Test
  void theConfusionsAreCounted() throws IOException {
    ReportPage page = page(Evaluations.ten());
    assertThat(page.table("Images of each true class by predicted class"))
        .containsExactly(
            List.of("true \\ predicted", "a<b>", "c&d", "\"e\""),
            List.of("a<b>", "3", "1", "0"),
            List.of("c&d", "2", "4", "0"),
            List.of("\"e\"", "0", "0", "0"));
    assertThat(page.table("Most frequent confusions").subList(1, 3))
        .containsExactly(
            List.of("c&d", "a<b>", "2", "33.3 %", "9.7 to 70.0 %"),
            List.of("a<b>", "c&d", "1", "25.0 %", "4.6 to 69.9 %"));
  }

  /** The three mistakes have 0.95, 0.7 and 0.7; only the surest image is above the first. */
  @Test
  void thresholdsKeepTheErrorRate() throws IOException {
    assertThat(page(Evaluations.ten()).table("Least confidence for an error rate"))
        .containsExactly(
            List.of("error rate at most", "least confidence", "images answered", "error rate"),
            List.of("10 %", "1.000", "10.0 %", "0.0 %"),
            List.of("5 %", "1.000", "10.0 %", "0.0 %"),
            List.of("2 %", "1.000", "10.0 %", "0.0 %"),
            List.of("1 %", "1.000", "10.0 %", "0.0 %"),
            List.of("0 %", "1.000", "10.0 %", "0.0 %"));
  }

  @Test
  void anErrorRateThatNoThresholdKeepsHasADash() throws IOException {
    Evaluation wrong =
        Evaluation.of(Evaluations.LABELS, List.of(Evaluations.outcome("x", 0, 0.1f, 0.8f, 0.1f)));
    assertThat(page(wrong).table("Least confidence for an error rate"))
        .contains(List.of("10 %", "\u2013", "0.0 %", "\u2013"));
  }

  /** Bins of a fifteenth: 0.7 twice, both wrong; 0.95, wrong, and 1, right. */
  @Test
  void imagesOfLikeConfidenceAreCounted() throws IOException {
    List<List<String>> bins = page(Evaluations.ten()).table("Accuracy by confidence");
    assertThat(
            bins.subList(1, bins.size()).stream()
                .mapToInt(row -> Integer.parseInt(row.get(1)))
                .sum())
        .isEqualTo(10);
    assertThat(bins)
        .contains(List.of("0.67 to 0.73", "2", "70.0 %", "0.0 %", "0.0 to 65.8 %"))
        .contains(List.of("0.93 to 1.00", "2", "97.5 %", "50.0 %", "9.5 to 90.5 %"));
  }

  @Test
  void imagesThatStandAloneHaveNoTableOfGroups() throws IOException {
    assertThat(page(Evaluations.ten()).texts("caption")).doesNotContain("Per image and per group");
  }

  /** Of slide s the mean is right, though one of its two images is not. */
  @Test
  void groupsAreCountedToo() throws IOException {
    LabelSet labels = LabelSet.of("x", "y");
    Evaluation evaluation =
        Evaluation.of(
            labels,
            List.of(
                new Outcome("1", labels.get(0), "s", Prediction.of(labels, 0.9f, 0.1f)),
                new Outcome("2", labels.get(0), "s", Prediction.of(labels, 0.4f, 0.6f)),
                new Outcome("3", labels.get(1), "t", Prediction.of(labels, 0.8f, 0.2f)),
                new Outcome("4", labels.get(1), "u", Prediction.of(labels, 0.2f, 0.8f))));
    ReportPage page = page(evaluation);
    assertThat(page.table("Per image and per group"))
        .containsExactly(
            List.of("counted", "number", "right", "accuracy", "95 % interval", "macro F1"),
            List.of("images", "4", "2", "50.0 %", "15.0 to 85.0 %", "0.500"),
            List.of("groups", "3", "2", "66.7 %", "20.8 to 93.9 %", "0.667"));
    assertThat(page.texts("dt")).doesNotContain("top-2 accuracy");
  }

  /** A patient's cells of two classes are two of what is counted, but not independent. */
  @Test
  void groupsOfSeveralClassesHaveNoInterval() throws IOException {
    LabelSet labels = LabelSet.of("x", "y");
    List<Outcome> outcomes =
        List.of(
            new Outcome("1", labels.get(0), "s", Prediction.of(labels, 0.9f, 0.1f)),
            new Outcome("2", labels.get(1), "s", Prediction.of(labels, 0.4f, 0.6f)),
            new Outcome("3", labels.get(1), "s", Prediction.of(labels, 0.2f, 0.8f)),
            new Outcome("4", labels.get(1), "t", Prediction.of(labels, 0.8f, 0.2f)));
    ReportPage page = page(Evaluation.of(labels, outcomes));
    assertThat(page.table("Per image and per group").get(2))
        .startsWith("groups by class", "3", "2", "66.7 %", "\u2013");
    assertThat(page.texts("p")).anyMatch(text -> text.contains("There are 2 groups"));
  }

  /** As {@code classify --least-confidence} will read them. */
  @Test
  void thresholdsHaveTheImagesAnsweredThatTheTableSays() throws IOException {
    LabelSet labels = LabelSet.of("x", "y");
    // So sure are networks of what they know; the third of these is wrong.
    float[] confidences = {1, 0.9999999f, 0.99999f, 0.99998f, 0.9997f, 0.9996f, 0.95f, 0.6f};
    List<Outcome> outcomes =
        IntStream.range(0, confidences.length)
            .mapToObj(
                i ->
                    new Outcome(
                        "i" + i,
                        labels.get(i == 4 || i == 7 ? 1 : 0),
                        Prediction.of(labels, confidences[i], 1 - confidences[i])))
            .toList();
    List<List<String>> rows =
        page(Evaluation.of(labels, outcomes)).table("Least confidence for an error rate");
    assertThat(rows).hasSize(6);
    for (List<String> row : rows.subList(1, rows.size())) {
      double least = Double.parseDouble(row.get(1));
      List<Outcome> answered =
          outcomes.stream()
              .filter(outcome -> outcome.prediction().label(least).isPresent())
              .toList();
      long wrong = answered.stream().filter(outcome -> !outcome.correct()).count();
      assertThat(Numbers.percent(answered.size() / 8.0)).isEqualTo(row.get(2));
      assertThat(Numbers.percent((double) wrong / answered.size())).isEqualTo(row.get(3));
    }
    // The four before the first mistake; 0.9997 is below.
    assertThat(rows.get(5)).containsExactly("0 %", "0.9999", "50.0 %", "0.0 %");
  }

  @Test
  void aPerfectClassifierHasNoConfusions() throws IOException {
    Evaluation perfect =
        Evaluation.of(Evaluations.LABELS, List.of(Evaluations.outcome("x", 0, 0.8f, 0.1f, 0.1f)));
    ReportPage page = page(perfect);
    assertThat(page.texts("p")).contains("No image was given a wrong label.");
    assertThat(page.texts("caption")).doesNotContain("Most frequent confusions");
    // All images have one label: there is nothing to rank.
    assertThat(page.texts("dt")).doesNotContain("macro ROC AUC");
  }

  @Test
  void theMostFrequentConfusionsAreTen() throws IOException {
    LabelSet labels = Smears.EIGHT;
    List<Outcome> outcomes =
        IntStream.range(0, 8 * 8)
            .mapToObj(
                i -> {
                  float[] one = new float[8];
                  one[i % 8] = 1;
                  return new Outcome("i" + i, labels.get(i / 8), Prediction.of(labels, one));
                })
            .toList();
    assertThat(page(Evaluation.of(labels, outcomes)).table("Most frequent confusions")).hasSize(11);
  }

  @Test
  void moreClassesThanAPictureHoldsLeaveTheTable() throws IOException {
    String[] names = IntStream.range(0, 101).mapToObj(i -> "c" + i).toArray(String[]::new);
    LabelSet labels = LabelSet.of(names);
    Evaluation evaluation =
        Evaluation.of(
            labels,
            List.of(new Outcome("x", labels.get(0), Prediction.of(labels, new float[101]))));
    ReportPage page = page(evaluation);
    assertThat(page.table("Images of each true class by predicted class")).hasSize(102);
    assertThat(page.all("img")).hasSize(2);
  }
}
