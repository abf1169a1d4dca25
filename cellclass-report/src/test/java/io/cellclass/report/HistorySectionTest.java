package io.cellclass.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.EpochSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistorySectionTest {
  @TempDir private Path folder;

  private ReportPage page(EpochSummary... history) throws IOException {
    return ReportPage.of(HtmlReport.of("t").withHistory(List.of(history)), folder);
  }

  private static EpochSummary epoch(int number, double loss, double accuracy, double rate) {
    return new EpochSummary(number, loss / 2, 0.99, loss, accuracy, rate, 1.25);
  }

  @Test
  void eachEpochHasARow() throws IOException {
    ReportPage page = page(epoch(1, 0.8, 0.5, 0.001), epoch(2, 0.4, 0.75, 0.0005));
    assertThat(page.table("Loss, accuracy and learning rate of each epoch"))
        .containsExactly(
            List.of(
                "epoch",
                "training loss",
                "validation loss",
                "training accuracy",
                "validation accuracy",
                "learning rate",
                "seconds"),
            List.of("1", "0.400", "0.800", "99.0 %", "50.0 %", "0.001", "1.25"),
            List.of("2", "0.200", "0.400", "99.0 %", "75.0 %", "0.0005", "1.25"));
  }

  @Test
  void theBestEpochsAreNamed() throws IOException {
    ReportPage page =
        page(
            epoch(1, 0.8, 0.5, 0),
            epoch(2, 0.4, 0.75, 0),
            epoch(3, 0.5, 0.9, 0),
            epoch(4, 0.4, 0.9, 0));
    assertThat(page.texts("p"))
        .contains(
            "4 epochs in 5 seconds; the validation loss was lowest after epoch 2 (0.400), the"
                + " validation accuracy was highest after epoch 3 (90.0 %).");
  }

  @Test
  void aSolverWithoutALearningRateHasNoCurveOfIt() throws IOException {
    assertThat(page(epoch(1, 0.8, 0.5, 0), epoch(2, 0.4, 0.7, 0)).all("img")).hasSize(2);
    assertThat(page(epoch(1, 0.8, 0.5, 0.1), epoch(2, 0.4, 0.7, 0.1)).all("img")).hasSize(3);
  }

  @Test
  void theTableHasADashForNoLearningRate() throws IOException {
    assertThat(page(epoch(1, 0.8, 0.5, 0)).table("Loss, accuracy and learning rate of each epoch"))
        .contains(List.of("1", "0.400", "0.800", "99.0 %", "50.0 %", "\u2013", "1.25"));
  }

  /** A training that diverged, or that had no validation images. */
  @Test
  void valuesThatAreNoNumbersDoNotSpoilTheReport() throws IOException {
    ReportPage page =
        page(
            epoch(1, 0.8, Double.NaN, 0.1),
            epoch(2, Double.NaN, Double.NaN, 0.1),
            epoch(3, Double.POSITIVE_INFINITY, Double.NaN, 0.1));
    assertThat(page.all("img")).hasSize(3);
    assertThat(page.texts("p"))
        .contains(
            "3 epochs in 3.75 seconds; the validation loss was lowest after epoch 1 (0.800).");
  }

  @Test
  void aSingleEpochIsDrawn() throws IOException {
    ReportPage page = page(epoch(1, 0.8, 0.5, 0.1));
    assertThat(page.all("img")).hasSize(3);
    assertThat(page.texts("p")).anyMatch(text -> text.startsWith("1 epoch in 1.25 seconds;"));
  }

  @Test
  void aLongTrainingIsDrawn() throws IOException {
    EpochSummary[] history =
        IntStream.rangeClosed(1, 500)
            .mapToObj(i -> epoch(i, 1.0 / i, 1 - 0.5 / i, Math.pow(10, -i / 100.0)))
            .toArray(EpochSummary[]::new);
    assertThat(page(history).table("Loss, accuracy and learning rate of each epoch")).hasSize(501);
  }
}
