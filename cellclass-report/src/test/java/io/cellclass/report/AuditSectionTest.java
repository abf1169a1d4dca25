package io.cellclass.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.Dataset;
import io.cellclass.Datasets;
import io.cellclass.EvaluationListener;
import io.cellclass.ImageSource;
import io.cellclass.LabelSet;
import io.cellclass.RgbImage;
import io.cellclass.Sample;
import io.cellclass.SplitAudit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditSectionTest {
  private static final LabelSet LABELS = LabelSet.of("x");

  @TempDir private Path folder;

  private static Sample sample(String id, String group, long picture) {
    byte[] bytes = new byte[3 * 32 * 32];
    new Random(picture).nextBytes(bytes);
    return new Sample(id, LABELS.get(0), group, ImageSource.of(id, RgbImage.of(32, 32, bytes)));
  }

  private ReportPage page(List<Sample> training, List<Sample> test) throws IOException {
    Map<String, Dataset> parts = new LinkedHashMap<>();
    parts.put("training", Datasets.of(LABELS, training));
    parts.put("test", Datasets.of(LABELS, test));
    SplitAudit audit = SplitAudit.of(parts, EvaluationListener.none());
    return ReportPage.of(HtmlReport.of("t").withAudit(audit), folder);
  }

  @Test
  void aCleanSplitSaysSo() throws IOException {
    ReportPage page = page(List.of(sample("a", "g", 1)), List.of(sample("b", "h", 2)));
    assertThat(page.texts("h2")).containsExactly("Audit of the data");
    assertThat(page.texts("p"))
        .anyMatch(text -> text.startsWith("2 images were compared. Found was no"));
    assertThat(page.all("table")).isEmpty();
  }

  private ReportPage within(Sample... samples) throws IOException {
    SplitAudit audit =
        SplitAudit.within(Datasets.of(LABELS, List.of(samples)), EvaluationListener.none());
    return ReportPage.of(HtmlReport.of("t").withGroupAudit(audit), folder);
  }

  @Test
  void groupsAreAuditedApart() throws IOException {
    ReportPage clean = within(sample("a", "g", 1), sample("b", "g", 1), sample("c", "h", 2));
    assertThat(clean.texts("h2")).containsExactly("Audit of the groups");
    assertThat(clean.texts("p"))
        .anyMatch(
            text -> text.startsWith("3 images were compared. Found was no image of one group"));
    ReportPage shared = within(sample("a", "g", 1), sample("c", "h", 1));
    assertThat(shared.table("Pairs of images").get(1))
        .startsWith("the same pixels", "a (data)", "c (data)");
  }

  @Test
  void pairsAreNamedWithTheirParts() throws IOException {
    ReportPage page =
        page(
            List.of(sample("<a>.png", "g", 1), sample("b.png", "h", 2)),
            List.of(sample("c.png", "i", 1), sample("d.png", "h", 3)));
    List<List<String>> kinds = page.table("Pairs of each kind");
    assertThat(kinds)
        .contains(List.of("the same pixels", "1"), List.of("a shared group", "1"))
        .contains(List.of("the same pixels, different labels", "0"));
    assertThat(page.table("Pairs of images"))
        .anySatisfy(
            row ->
                assertThat(row).startsWith("the same pixels", "<a>.png (training)", "c.png (test)"))
        .anySatisfy(
            row ->
                assertThat(row).startsWith("a shared group", "b.png (training)", "d.png (test)"));
    assertThat(page.texts("p")).anyMatch(text -> text.startsWith("4 images were compared, and "));
  }

  @Test
  void ofManyPairsTheFirstHundredAreNamed() throws IOException {
    List<Sample> training =
        IntStream.range(0, 120).mapToObj(i -> sample("a" + i, "g" + i, i)).toList();
    List<Sample> test = IntStream.range(0, 120).mapToObj(i -> sample("b" + i, "h" + i, i)).toList();
    ReportPage page = page(training, test);
    assertThat(page.table("Pairs of images")).hasSize(101);
    int pairs =
        page.table("Pairs of each kind").stream()
            .skip(1)
            .mapToInt(row -> Integer.parseInt(row.get(1)))
            .sum();
    assertThat(pairs).isGreaterThanOrEqualTo(120);
    assertThat(page.texts("p")).contains("And " + (pairs - 100) + " more.");
  }
}
