package io.cellclass.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepSectionTest {
  @TempDir private Path folder;

  private ReportPage page(SweepRun... runs) throws IOException {
    return ReportPage.of(HtmlReport.of("t").withSweep(List.of(runs)), folder);
  }

  private static SweepRun run(double rate, long seed, double accuracy) {
    return SweepRun.of(rate, seed, accuracy, List.of());
  }

  /** The deviation of 0.7, 0.8 and 0.9 is 0.1, with the divisor 2. */
  @Test
  void theTableSumsTheSeedsUpInTheOrderOfTheRates() throws IOException {
    ReportPage page =
        page(run(0.01, 1, 0.5), run(0.001, 1, 0.7), run(0.001, 2, 0.9), run(0.001, 3, 0.8));
    assertThat(page.table("Validation accuracy of each learning rate"))
        .containsExactly(
            List.of("learning rate", "seeds", "mean", "standard deviation", "lowest", "highest"),
            List.of("0.001", "3", "80.0 %", "10.0 %", "70.0 %", "90.0 %"),
            List.of("0.01", "1", "50.0 %", "\u2013", "50.0 %", "50.0 %"));
  }

  @Test
  void stepsAreDrawnWhereTheyWereMeasured() throws IOException {
    assertThat(page(run(0.01, 1, 0.5)).all("img")).hasSize(1);
    List<StepAccuracy> course = List.of(new StepAccuracy(0, 0.2), new StepAccuracy(10, 0.5));
    ReportPage page = page(SweepRun.of(0.01, 1, 0.5, course), run(0.001, 1, 0.4));
    assertThat(page.all("img")).hasSize(2);
    assertThat(folder.resolve("sweep-steps.png")).exists();
  }

  @Test
  void tooManyCurvesOfStepsAreNotDrawn() throws IOException {
    List<StepAccuracy> course = List.of(new StepAccuracy(10, 0.5));
    SweepRun[] runs =
        IntStream.rangeClosed(1, 11)
            .mapToObj(i -> SweepRun.of(i, 1, 0.5, course))
            .toArray(SweepRun[]::new);
    ReportPage page = page(runs);
    assertThat(page.all("img")).hasSize(1);
    assertThat(page.texts("p"))
        .anyMatch(text -> text.contains("is not drawn") && text.contains("here are 11"));
  }

  private static List<StepAccuracy> course(double... everyTenSteps) {
    return IntStream.range(0, everyTenSteps.length)
        .mapToObj(i -> new StepAccuracy(10L * (i + 1), everyTenSteps[i]))
        .toList();
  }

  /** After 20 steps the second is over: what it had counts on, or the mean would jump to 0.4. */
  @Test
  void aTrainingThatEndedEarlierStaysInTheMean() {
    List<SweepRun> runs =
        List.of(
            SweepRun.of(0.1, 1, 0.4, course(0.2, 0.3, 0.4, 0.4)),
            SweepRun.of(0.1, 2, 0.8, course(0.6, 0.8)));
    assertThat(SweepSection.meanCourse(runs))
        .extracting(Point::x, point -> Math.round(100 * point.y()))
        .containsExactly(tuple(10.0, 40L), tuple(20.0, 55L), tuple(30.0, 60L), tuple(40.0, 60L));
  }

  /** Seeds may divide groups into parts of unequal size: epochs have other numbers of steps. */
  @Test
  void theMeanBeginsWhereAllWereMeasured() {
    List<SweepRun> runs =
        List.of(
            SweepRun.of(0.1, 1, 0.4, List.of(new StepAccuracy(9, 0.2), new StepAccuracy(18, 0.4))),
            SweepRun.of(0.1, 2, 0.8, List.of(new StepAccuracy(10, 0.6))));
    assertThat(SweepSection.meanCourse(runs))
        .extracting(Point::x, point -> Math.round(100 * point.y()))
        .containsExactly(tuple(10.0, 40L), tuple(18.0, 50L));
  }

  @Test
  void aTrainingThatDivergedIsToldAndInNoMean() throws IOException {
    SweepRun lost = SweepRun.diverged(0.1, 2, 3, course(0.9, 0.1));
    ReportPage page =
        page(
            SweepRun.of(0.1, 1, 0.6, course(0.5, 0.6)),
            lost,
            SweepRun.diverged(1, 1, 1, List.of()));
    assertThat(page.table("Validation accuracy of each learning rate"))
        .containsExactly(
            List.of(
                "learning rate",
                "seeds",
                "mean",
                "standard deviation",
                "lowest",
                "highest",
                "diverged"),
            List.of("0.1", "2", "60.0 %", "\u2013", "60.0 %", "60.0 %", "1 (in epoch 3)"),
            List.of("1", "1", "\u2013", "\u2013", "\u2013", "\u2013", "1 (in epoch 1)"));
    assertThat(page.all("img")).hasSize(2);
    assertThat(page.texts("p")).anyMatch(text -> text.startsWith("A training has diverged when"));
    assertThat(lost.accuracy()).isEmpty();
    assertThat(lost.divergedIn()).hasValue(3);
    assertThat(lost.accuracyAt(100)).isEmpty();
  }

  @Test
  void whereAllDivergedThereIsATableOnly() throws IOException {
    ReportPage page =
        page(
            SweepRun.diverged(1, 1, 1, List.of()),
            SweepRun.diverged(1, 2, 4, course(0.3, 0.4, 0.1)));
    assertThat(page.all("img")).isEmpty();
    assertThat(page.table("Validation accuracy of each learning rate").get(1))
        .endsWith("2 (in epochs 1, 4)");
  }

  @Test
  void runsAreEqualIfAllIsEqual() {
    SweepRun run = SweepRun.of(0.1, 1, 0.5, course(0.5));
    assertThat(run)
        .isEqualTo(SweepRun.of(0.1, 1, 0.5, course(0.5)))
        .hasSameHashCodeAs(SweepRun.of(0.1, 1, 0.5, course(0.5)))
        .isNotEqualTo(SweepRun.of(0.1, 1, 0.6, course(0.5)))
        .isNotEqualTo(SweepRun.diverged(0.1, 1, 2, course(0.5)))
        .hasToString("SweepRun[learning rate 0.1, seed 1, accuracy 0.5]");
    assertThat(SweepRun.diverged(0.1, 1, 2, List.of()))
        .hasToString("SweepRun[learning rate 0.1, seed 1, diverged in epoch 2]");
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    for (double rate : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> run(rate, 1, 0.5))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("expected a learning rate above 0, found " + rate);
    }
    for (double accuracy : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThatThrownBy(() -> run(1, 1, accuracy))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("expected an accuracy in [0, 1], found " + accuracy);
    }
    assertThatThrownBy(() -> SweepRun.diverged(1, 1, 0, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected an epoch from 1, found 0");
    assertThatThrownBy(() -> new StepAccuracy(-1, 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected at least 0 steps, found -1");
  }
}
