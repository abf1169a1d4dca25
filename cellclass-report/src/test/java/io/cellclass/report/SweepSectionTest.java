package io.cellclass.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    return new SweepRun(rate, seed, accuracy, List.of());
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
    ReportPage page = page(new SweepRun(0.01, 1, 0.5, course), run(0.001, 1, 0.4));
    assertThat(page.all("img")).hasSize(2);
    assertThat(folder.resolve("sweep-steps.png")).exists();
  }

  @Test
  void tooManyCurvesOfStepsAreNotDrawn() throws IOException {
    List<StepAccuracy> course = List.of(new StepAccuracy(10, 0.5));
    SweepRun[] runs =
        IntStream.rangeClosed(1, 11)
            .mapToObj(i -> new SweepRun(i, 1, 0.5, course))
            .toArray(SweepRun[]::new);
    assertThat(page(runs).all("img")).hasSize(1);
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
    assertThatThrownBy(() -> new StepAccuracy(-1, 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected at least 0 steps, found -1");
  }
}
