package io.cellclass.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.Classifier;
import io.cellclass.CrossValidation;
import io.cellclass.CrossValidationListener;
import io.cellclass.Dataset;
import io.cellclass.EpochSummary;
import io.cellclass.Evaluation;
import io.cellclass.EvaluationListener;
import io.cellclass.Folds;
import io.cellclass.Provenance;
import io.cellclass.Sample;
import io.cellclass.SplitAudit;
import io.cellclass.Trainer;
import io.cellclass.TrainingResult;
import io.cellclass.testkit.FakeClassifier;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** A report with every part, on drawn cells. It stays in {@code target/sample-report}. */
class WholeReportTest {
  private static final Path FOLDER = Path.of("target", "sample-report");

  @SuppressWarnings("NullAway.Init")
  private static HtmlReport report;

  @SuppressWarnings("NullAway.Init")
  private static List<Path> files;

  @SuppressWarnings("NullAway.Init")
  private static ReportPage page;

  @BeforeAll
  static void write() throws IOException {
    Dataset all = Smears.dataset(Smears.EIGHT, 20);
    // The last slide of the training images has one of the validation images too.
    Dataset training = all.where(sample -> number(sample) <= 7);
    Dataset validation = all.where(sample -> number(sample) > 7);
    Map<String, Dataset> parts = new LinkedHashMap<>();
    parts.put("training", training);
    parts.put("validation", validation);
    Evaluation good = Smears.evaluation(validation, 7);
    Map<String, Evaluation> classifiers = new LinkedHashMap<>();
    classifiers.put("multi-depth", good);
    classifiers.put("morphology", Smears.evaluation(validation, 3));
    classifiers.put("majority", Smears.evaluation(validation, 0));
    report =
        HtmlReport.of("White blood cells: training of wbc.cellclass")
            .withProvenance(provenance())
            .withData(parts)
            .withAudit(SplitAudit.of(parts, EvaluationListener.none()))
            .withGroupAudit(SplitAudit.within(validation, EvaluationListener.none()))
            .withCrossValidation(crossValidations(all))
            .withSettings("Command line", Map.of("--data", "my cells/<2026> & \"more\""))
            .withHistory(history())
            .withSweep(sweep())
            .withComparison(classifiers)
            .withEvaluation("validation images", good, validation);
    files = report.write(FOLDER);
    page = ReportPage.read(FOLDER.resolve("report.html"));
  }

  private static int number(Sample sample) {
    return Integer.parseInt(sample.id().replaceAll("\\D", ""));
  }

  private static Provenance provenance() {
    return new Provenance(
        "3b".repeat(32),
        42,
        Map.of(
            "trainer",
            "MultiDepthTrainer",
            "blocks",
            "mixed4 to mixed6",
            "augmentation",
            "Sequence[steps=[HorizontalFlip[], Rotation[degrees=180.0], Brightness[least=0.9, most=1.1]]]"),
        Map.of("java", "17.0.15", "os", "Linux amd64"),
        Instant.parse("2026-11-22T18:00:00Z"));
  }

  private static List<EpochSummary> history() {
    return IntStream.rangeClosed(1, 24)
        .mapToObj(
            i ->
                new EpochSummary(
                    i,
                    1.9 * Math.exp(-i / 6.0) + 0.02,
                    1 - 0.7 * Math.exp(-i / 5.0),
                    1.8 * Math.exp(-i / 6.0) + 0.16 + 0.02 * Math.sin(i),
                    0.95 - 0.65 * Math.exp(-i / 5.0) + 0.01 * Math.sin(2.0 * i),
                    0.001 * Math.pow(0.5, Math.floor(i / 6.0)),
                    1.5))
        .toList();
  }

  private static List<SweepRun> sweep() {
    List<SweepRun> runs = new ArrayList<>();
    for (double rate : new double[] {1e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2}) {
      for (int seed = 1; seed <= 3; seed++) {
        double best =
            0.95
                - 0.08 * Math.pow(Math.log10(rate / 7e-4), 2)
                + 0.008 * Math.sin(seed * rate * 1e5);
        List<StepAccuracy> course =
            IntStream.rangeClosed(0, 10)
                .mapToObj(i -> new StepAccuracy(20L * i, best * (1 - 0.85 * Math.exp(-i / 2.5))))
                .toList();
        runs.add(SweepRun.of(rate, seed, best, course.subList(0, 12 - seed)));
      }
    }
    runs.add(SweepRun.of(0.03, 1, 0.3, List.of(new StepAccuracy(20, 0.3))));
    runs.add(SweepRun.diverged(0.03, 2, 2, List.of(new StepAccuracy(20, 0.2))));
    runs.add(SweepRun.diverged(0.1, 1, 1, List.of()));
    return runs;
  }

  /**
   * Of a classifier that knows the images, whatever it was trained with, and of one that guesses.
   */
  private static Map<String, CrossValidation> crossValidations(Dataset all) throws IOException {
    Map<String, CrossValidation> validations = new LinkedHashMap<>();
    validations.put("default", crossValidation(all, Smears.classifier(all, 7)));
    validations.put("majority", crossValidation(all, Smears.classifier(all, 0)));
    return validations;
  }

  private static CrossValidation crossValidation(Dataset all, FakeClassifier classifier)
      throws IOException {
    // Each fold closes its own.
    Trainer<Classifier> trainer =
        (training, validation, listener) ->
            new TrainingResult<>(classifier.withProvenance(provenance()), List.of());
    return CrossValidation.of(
        seed -> Folds.stratified(all, 5, seed),
        0.2,
        List.of(1L),
        seed -> trainer,
        CrossValidationListener.none());
  }

  @Test
  void everyPictureIsInThePageAndAFileOfItsOwn() throws IOException {
    List<byte[]> embedded = page.pictures();
    assertThat(files).hasSize(embedded.size() + 1);
    for (int i = 0; i < embedded.size(); i++) {
      assertThat(files.get(i)).hasParent(FOLDER).hasExtension("png");
      assertThat(Files.readAllBytes(files.get(i))).isEqualTo(embedded.get(i));
      assertThat(ImageIO.read(new ByteArrayInputStream(embedded.get(i)))).isNotNull();
    }
    assertThat(files.get(embedded.size())).isEqualTo(FOLDER.resolve("report.html"));
  }

  /** Neither an address of the network nor a file: only places on the page, and data. */
  @Test
  void nothingIsLoadedFromOutside() throws IOException {
    String html =
        Files.readString(FOLDER.resolve("report.html"))
            .replaceAll("\"data:image/png;base64,[A-Za-z0-9+/=]+\"", "");
    assertThat(html).doesNotContain("http:", "https:", "//", "url(", "@import", "<script", "<link");
    List<String> references = new ArrayList<>();
    for (Element element : page.all("*")) {
      for (String name : List.of("src", "href", "srcset", "data", "action", "poster")) {
        if (element.hasAttribute(name)) {
          references.add(element.getAttribute(name));
        }
      }
    }
    assertThat(references)
        .hasSizeGreaterThan(20)
        .allMatch(
            reference -> reference.matches("#[a-z0-9-]+|data:image/png;base64,[A-Za-z0-9+/=]+"));
    assertThat(page.all("meta"))
        .anySatisfy(
            meta -> {
              assertThat(meta.getAttribute("http-equiv")).isEqualTo("Content-Security-Policy");
              assertThat(meta.getAttribute("content")).startsWith("default-src 'none'");
            });
  }

  @Test
  void everyReferenceLeadsToAPlaceOnThePage() {
    List<String> ids =
        page.all("*").stream()
            .map(element -> element.getAttribute("id"))
            .filter(id -> !id.isEmpty())
            .toList();
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(page.all("a"))
        .hasSize(page.all("section").size())
        .allMatch(link -> ids.contains(link.getAttribute("href").substring(1)));
    assertThat(page.all("section"))
        .allMatch(section -> ids.contains(section.getAttribute("aria-labelledby")));
  }

  @Test
  void itCanBeReadWithoutSeeingIt() {
    assertThat(page.language()).isEqualTo("en");
    assertThat(page.all("img"))
        .isNotEmpty()
        .allMatch(image -> image.getAttribute("alt").length() > 5)
        .allMatch(image -> Integer.parseInt(image.getAttribute("width")) > 0)
        .allMatch(image -> Integer.parseInt(image.getAttribute("height")) > 0);
    assertThat(page.all("table"))
        .isNotEmpty()
        .allMatch(table -> ReportPage.all(table, "caption").size() == 1)
        .allMatch(table -> ReportPage.all(table, "th").size() > 1);
    assertThat(page.texts("h1")).hasSize(1);
  }

  /** Pictures have two pixels for each of the page's, but for photographs that have fewer. */
  @Test
  void plotsAreSharp() throws IOException {
    List<Element> images = page.all("img");
    for (int i = 0; i < images.size(); i++) {
      if (images.get(i).getAttribute("alt").startsWith("Image ")) {
        assertThat(images.get(i).getAttribute("height")).isEqualTo("128");
      } else {
        int width = ImageIO.read(new ByteArrayInputStream(page.pictures().get(i))).getWidth();
        assertThat(images.get(i).getAttribute("width")).isEqualTo(String.valueOf(width / 2));
      }
    }
  }

  @Test
  void eachOfThePartsIsThere() {
    assertThat(page.texts("h2"))
        .containsExactly(
            "Results: validation images",
            "Cross-validation",
            "Comparison",
            "Learning rates",
            "Training",
            "Command line",
            "Data",
            "Audit of the data",
            "Audit of the groups",
            "Provenance");
    assertThat(page.table("Command line"))
        .contains(List.of("--data", "my cells/<2026> & \"more\""));
    assertThat(page.table("Each class against the rest").stream().map(row -> row.get(0)))
        .contains("immature granulocyte");
    assertThat(page.table("Pairs of each kind")).contains(List.of("a shared group", "8"));
  }

  @Test
  void theSameReportHasTheSameBytes(@TempDir Path again) throws IOException {
    report.write(again);
    for (Path file : files) {
      assertThat(again.resolve(FOLDER.relativize(file))).hasSameBinaryContentAs(file);
    }
  }
}
