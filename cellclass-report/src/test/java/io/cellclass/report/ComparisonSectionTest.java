package io.cellclass.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellclass.Evaluation;
import io.cellclass.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonSectionTest {
  @TempDir private Path folder;

  /** The same images, all of them taken for the second class. */
  private static Evaluation second() {
    List<Outcome> outcomes =
        Evaluations.ten().outcomes().stream()
            .map(o -> Evaluations.outcome(o.id(), Evaluations.LABELS.indexOf(o.label()), 0, 1, 0))
            .toList();
    return Evaluation.of(Evaluations.LABELS, outcomes);
  }

  private static Map<String, Evaluation> both() {
    Map<String, Evaluation> both = new LinkedHashMap<>();
    both.put("deep <one>", Evaluations.ten());
    both.put("majority", second());
    return both;
  }

  @Test
  void eachClassifierHasARowInTheirOrder() throws IOException {
    List<List<String>> rows =
        ReportPage.of(HtmlReport.of("t").withComparison(both()), folder)
            .table("Classifiers on the same images");
    assertThat(rows).hasSize(3);
    assertThat(rows.get(1))
        .startsWith("deep <one>", "70.0 %", "39.7 to 89.2 %", "70.8 %", "0.697", "0.400");
    // 6 of 10 right; recalls 0 and 1; F1 0 and 12/16. Each mistake costs 34.539 nats.
    assertThat(rows.get(2))
        .containsExactly(
            "majority",
            "60.0 %",
            "31.3 to 83.2 %",
            "50.0 %",
            "0.375",
            "0.000",
            "13.816",
            "0.500",
            "0.400");
  }

  /**
   * Both have the 4 right of the second class; the first alone 3 of the first; the second alone 2
   * of the second. McNemar of 3 and 2: all of 32 ways are as far apart or farther.
   */
  @Test
  void theOthersAreComparedToTheFirstImageByImage() throws IOException {
    ReportPage page = ReportPage.of(HtmlReport.of("t").withComparison(both()), folder);
    List<List<String>> rows = page.table("Image by image against deep <one>");
    assertThat(rows.get(0)).contains("only deep <one> right");
    assertThat(rows.get(1)).startsWith("majority", "4", "3", "2", "1", "+10.0").endsWith("1.000");
  }

  @Test
  void theDifferenceHasItsSign() throws IOException {
    Map<String, Evaluation> turned = new LinkedHashMap<>();
    turned.put("majority", second());
    turned.put("deep", Evaluations.ten());
    turned.put("majority again", second());
    List<List<String>> rows =
        ReportPage.of(HtmlReport.of("t").withComparison(turned), folder)
            .table("Image by image against majority");
    assertThat(rows.get(1)).startsWith("deep", "4", "2", "3", "1", "\u221210.0");
    assertThat(rows.get(2)).startsWith("majority again", "6", "0", "0", "4", "0.0");
  }

  @Test
  void evaluationsOfOtherImagesAreRefused() {
    Map<String, Evaluation> other = both();
    other.put("other", Evaluation.of(Evaluations.LABELS, second().outcomes().subList(0, 9)));
    assertThatThrownBy(() -> HtmlReport.of("t").withComparison(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("same images");
  }

  @Test
  void oneAloneIsRefused() {
    assertThatThrownBy(() -> HtmlReport.of("t").withComparison(Map.of("one", second())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected at least two classifiers to compare, found [one]");
  }
}
