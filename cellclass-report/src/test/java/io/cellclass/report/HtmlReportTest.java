package io.cellclass.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellclass.Dataset;
import io.cellclass.Datasets;
import io.cellclass.EpochSummary;
import io.cellclass.ImageSource;
import io.cellclass.LabelSet;
import io.cellclass.Provenance;
import io.cellclass.RgbImage;
import io.cellclass.Sample;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
  private static final Provenance PROVENANCE =
      new Provenance(
          "ab".repeat(32),
          -7,
          Map.of("z", "<1>", "a", "2"),
          Map.of(),
          Instant.parse("2026-11-22T18:00:00Z"));

  @TempDir private Path folder;

  private static Sample sample(String id, String label, String group) {
    RgbImage pixel = RgbImage.of(1, 1, new byte[3]);
    return new Sample(id, LabelSet.of(label).get(0), group, ImageSource.of(id, pixel));
  }

  @Test
  void partsThatWereNotGivenAreNotThere() throws IOException {
    ReportPage page = ReportPage.of(HtmlReport.of("Nothing <yet>"), folder);
    assertThat(page.texts("h1")).containsExactly("Nothing <yet>");
    assertThat(page.texts("title")).containsExactly("Nothing <yet>");
    assertThat(page.all("section")).isEmpty();
    assertThat(page.all("nav")).isEmpty();
    assertThat(page.all("img")).isEmpty();
  }

  @Test
  void partsStandInTheirOrderWhateverThatOfTheCalls() throws IOException {
    HtmlReport report =
        HtmlReport.of("t")
            .withProvenance(PROVENANCE)
            .withSettings("Second", Map.of("a", "b"))
            .withSettings("First", Map.of("a", "b"))
            .withHistory(List.of(new EpochSummary(1, 1, 1, 1, 1, 1, 1)))
            .withEvaluation("test images", Evaluations.ten())
            .withEvaluation("other images", Evaluations.ten());
    assertThat(ReportPage.of(report, folder).texts("h2"))
        .containsExactly(
            "Results: test images",
            "Results: other images",
            "Training",
            "Second",
            "First",
            "Provenance");
  }

  @Test
  void picturesStandWithTheirCaptionsBehindTheResults() throws IOException {
    Map<String, BufferedImage> pictures = new LinkedHashMap<>();
    pictures.put("monocyte, 1 to 2 of 2", new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB));
    pictures.put("basophil", new BufferedImage(10, 40, BufferedImage.TYPE_INT_RGB));
    HtmlReport report =
        HtmlReport.of("t")
            .withSettings("Settings", Map.of("a", "b"))
            .withPictures("Where it looked", "The <brighter>.", pictures)
            .withEvaluation("test images", Evaluations.ten());
    ReportPage page = ReportPage.of(report, folder);
    assertThat(page.texts("h2"))
        .containsExactly("Results: test images", "Where it looked", "Settings");
    assertThat(page.texts("figcaption")).contains("monocyte, 1 to 2 of 2", "basophil");
    assertThat(page.texts("p")).contains("The <brighter>.");
    BufferedImage file =
        ImageIO.read(folder.resolve("where-it-looked-monocyte-1-to-2-of-2.png").toFile());
    assertThat(file.getWidth()).isEqualTo(30);
    assertThat(file.getHeight()).isEqualTo(20);
    assertThatThrownBy(() -> HtmlReport.of("t").withPictures("h", "t", Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected at least one picture, found none");
    assertThatThrownBy(() -> HtmlReport.of("t").withPictures("h", " ", pictures))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void tablesAndPicturesOfOthersStandInTheirOrder() throws IOException {
    Map<String, BufferedImage> pictures =
        Map.of("a", new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB));
    List<List<String>> rows =
        new ArrayList<>(List.of(List.of("<red>", "3.5"), List.of("white", "\u2013")));
    HtmlReport report =
        HtmlReport.of("t")
            .withSettings("Settings", Map.of("a", "b"))
            .withTable("Cells & more", "Of a <field>.", List.of("kind", "mean"), rows)
            .withPictures("Fields", "Some.", pictures)
            .withTable("Others", "More.", List.of("name"), List.of(List.of("x")));
    rows.clear();
    ReportPage page = ReportPage.of(report, folder);
    assertThat(page.texts("h2")).containsExactly("Cells & more", "Fields", "Others", "Settings");
    assertThat(page.texts("p")).contains("Of a <field>.");
    assertThat(page.table("Cells & more"))
        .containsExactly(
            List.of("kind", "mean"), List.of("<red>", "3.5"), List.of("white", "\u2013"));
    assertThat(page.all("td").get(0).getAttribute("class")).isEqualTo("n");
  }

  @Test
  void aTableWithoutContentsOrWithARaggedRowIsRefused() {
    HtmlReport report = HtmlReport.of("t");
    List<String> columns = List.of("a", "b");
    List<List<String>> row = List.of(List.of("1", "2"));
    assertThatThrownBy(() -> report.withTable(" ", "t", columns, row))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a heading, found \" \"");
    assertThatThrownBy(() -> report.withTable("h", "", columns, row))
        .hasMessage("expected a text, found \"\"");
    assertThatThrownBy(() -> report.withTable("h", "t", List.of(), row))
        .hasMessage("expected at least one column, found none");
    assertThatThrownBy(() -> report.withTable("h", "t", columns, List.of()))
        .hasMessage("expected at least one row, found none");
    assertThatThrownBy(() -> report.withTable("h", "t", columns, List.of(List.of("1"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a cell for each of the columns [a, b], found [1]");
  }

  @Test
  void scoreIntervalsAreExplainedWhereThereAreSome() throws IOException {
    HtmlReport bare = HtmlReport.of("t").withTable("h", "t", List.of("a"), List.of(List.of("1")));
    assertThat(ReportPage.of(bare, folder).texts("footer"))
        .containsExactly("A dash stands where there is nothing to measure.");
    HtmlReport evaluated = bare.withEvaluation("test images", Evaluations.ten());
    assertThat(ReportPage.of(evaluated, folder).texts("footer"))
        .singleElement()
        .asString()
        .contains("Wilson 1927")
        .endsWith("nothing to measure.");
  }

  @Test
  void aReportIsNotChangedByTheOnesMadeFromIt() throws IOException {
    HtmlReport bare = HtmlReport.of("t");
    HtmlReport more = bare.withProvenance(PROVENANCE);
    assertThat(ReportPage.of(bare, folder).texts("h2")).isEmpty();
    assertThat(ReportPage.of(more, folder).texts("h2")).containsExactly("Provenance");
  }

  @Test
  void laterChangesOfAMapDoNotReachTheReport() throws IOException {
    Map<String, String> settings = new HashMap<>(Map.of("rate", "before"));
    HtmlReport report = HtmlReport.of("t").withSettings("Settings", settings);
    settings.put("rate", "after");
    assertThat(ReportPage.of(report, folder).table("Settings"))
        .containsExactly(List.of("name", "value"), List.of("rate", "before"));
  }

  @Test
  void theProvenanceIsWhole() throws IOException {
    ReportPage page = ReportPage.of(HtmlReport.of("t").withProvenance(PROVENANCE), folder);
    assertThat(page.table("The model"))
        .containsExactly(
            List.of("name", "value"),
            List.of("training ended", "2026-11-22T18:00:00Z"),
            List.of("seed", "-7"),
            List.of("SHA-256 of the data", "ab".repeat(32)));
    assertThat(page.table("What the trainer was told and chose"))
        .containsExactly(List.of("name", "value"), List.of("a", "2"), List.of("z", "<1>"));
    assertThat(page.texts("caption")).doesNotContain("Software and machine");
  }

  @Test
  void theDataIsCountedByClassAndPart() throws IOException {
    Dataset training =
        Datasets.of(
            LabelSet.of("x", "y"),
            List.of(sample("1", "x", "s"), sample("2", "x", "s"), sample("3", "y", "t")));
    Dataset validation = Datasets.of(LabelSet.of("y", "z"), List.of(sample("4", "z", "u")));
    Map<String, Dataset> parts = new LinkedHashMap<>();
    parts.put("training", training);
    parts.put("validation", validation);
    assertThat(
            ReportPage.of(HtmlReport.of("t").withData(parts), folder).table("Images of each class"))
        .containsExactly(
            List.of("class", "training", "validation"),
            List.of("x", "2", "0"),
            List.of("y", "1", "0"),
            List.of("z", "0", "1"),
            List.of("all images", "3", "1"),
            List.of("groups", "2", "1"));
  }

  @Test
  void twoSetsOfImagesWithOneNameHaveTheirOwnPictures() throws IOException {
    HtmlReport report =
        HtmlReport.of("t")
            .withEvaluation("same", Evaluations.ten())
            .withEvaluation("Same!", Evaluations.ten());
    List<Path> files = report.write(folder);
    assertThat(files).doesNotHaveDuplicates().hasSize(9);
    assertThat(files)
        .contains(folder.resolve("same-reliability.png"), folder.resolve("same-reliability-2.png"));
  }

  @Test
  void namesOfFilesArePlain() {
    assertThat(Figures.slug("../Test images: <2026>")).isEqualTo("test-images-2026");
    assertThat(Figures.slug("\u767d\u8840\u7403")).isEqualTo("images");
    assertThat(Figures.slug("x".repeat(39) + " y")).isEqualTo("x".repeat(39));
  }

  @Test
  void withoutFontsThereAreTablesAndAReason() throws IOException {
    HtmlReport report = HtmlReport.of("t").withEvaluation("test", Evaluations.ten());
    report.write(folder, Optional.of(new NullPointerException("no <fontconfig>")));
    ReportPage page = ReportPage.read(folder.resolve("report.html"));
    assertThat(page.all("img")).isEmpty();
    assertThat(page.texts("p"))
        .anyMatch(text -> text.contains("NullPointerException: no <fontconfig>"));
    assertThat(page.table("Each class against the rest")).hasSize(4);
  }

  @Test
  void whatFailsToDrawIsFound() {
    Error error = new NoClassDefFoundError("sun.awt.X11FontManager");
    assertThat(
            Fonts.problem(
                () -> {
                  throw error;
                }))
        .containsSame(error);
    assertThat(Fonts.problem(() -> {})).isEmpty();
  }

  @Test
  void aReportIsReplacedAndOtherFilesStay() throws IOException {
    Path other = Files.writeString(folder.resolve("mine.txt"), "mine");
    HtmlReport.of("old").write(folder);
    HtmlReport.of("new").write(folder);
    assertThat(ReportPage.read(folder.resolve("report.html")).texts("h1")).containsExactly("new");
    assertThat(other).hasContent("mine");
  }

  @Test
  void whatSaysNothingIsRefused() {
    HtmlReport report = HtmlReport.of("t");
    assertThatThrownBy(() -> HtmlReport.of(" ")).hasMessage("expected a title, found \" \"");
    assertThatThrownBy(() -> report.withEvaluation("", Evaluations.ten()))
        .hasMessage("expected a name of images, found \"\"");
    assertThatThrownBy(() -> report.withSettings("", Map.of("a", "b")))
        .hasMessageContaining("heading");
    assertThatThrownBy(() -> report.withSettings("Settings", Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected at least one setting, found none");
    assertThatThrownBy(() -> report.withHistory(List.of()))
        .hasMessageContaining("at least one epoch");
    assertThatThrownBy(() -> report.withSweep(List.of())).hasMessageContaining("at least one run");
    assertThatThrownBy(() -> report.withData(Map.of())).hasMessageContaining("at least one part");
  }
}
