package io.cellclass.report;

import io.cellclass.CrossValidation;
import io.cellclass.Dataset;
import io.cellclass.EpochSummary;
import io.cellclass.Evaluation;
import io.cellclass.Provenance;
import io.cellclass.SplitAudit;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A report of a training, of an evaluation, of counts, or of several, as one HTML file that holds
 * its pictures and needs neither a network nor scripts. Immutable and safe for concurrent use.
 *
 * <pre>{@code
 * HtmlReport.of("White blood cells")
 *     .withEvaluation("test images", Evaluation.of(classifier, test), test)
 *     .withHistory(result.history())
 *     .withData(Map.of("training", training, "test", test))
 *     .withProvenance(classifier.provenance())
 *     .write(Path.of("report"));
 * }</pre>
 *
 * <p>Each part is optional, and has its place on the page whenever it was given. The same parts
 * give the same bytes on the same machine; the fonts of another one draw other pictures. Maps are
 * shown in the order of their iteration.
 */
public final class HtmlReport {
  private static final String FILE = "report.html";

  private final String title;
  private final List<Section> sections;

  private HtmlReport(String title, List<Section> sections) {
    this.title = title;
    this.sections = sections;
  }

  /**
   * A report without contents.
   *
   * @throws IllegalArgumentException if the title is blank
   */
  public static HtmlReport of(String title) {
    return new HtmlReport(requireText("title", title), List.of());
  }

  /**
   * The report with the results on some images: accuracy, confusion matrix, a table of classes,
   * reliability and risk. May be given several times, for several sets of images; the first one
   * given heads the page.
   *
   * @param images what the images are called, such as {@code validation images}
   * @throws IllegalArgumentException if the name is blank
   */
  public HtmlReport withEvaluation(String images, Evaluation evaluation) {
    return with(new EvaluationSection(requireText("name of images", images), evaluation, null));
  }

  /**
   * As {@link #withEvaluation(String, Evaluation)}, with a gallery of the most confident mistakes
   * and the least confident hits, twelve of each. {@link #write} decodes these images.
   *
   * @param dataset has the images of the evaluation, and perhaps others
   * @throws IllegalArgumentException if the name is blank, or the data set lacks an image of the
   *     evaluation
   */
  public HtmlReport withEvaluation(String images, Evaluation evaluation, Dataset dataset) {
    requireText("name of images", images);
    return with(new EvaluationSection(images, evaluation, new Gallery(evaluation, dataset)));
  }

  /**
   * The report with a table that is worked out elsewhere, such as one of counts. May be given
   * several times; tables and pictures stand in the order in which they were given.
   *
   * @param heading what the table shows, such as {@code Cells of a field}
   * @param text how it is to be read, its intervals too
   * @param columns the heads of the columns: the first one names the rows, the others hold numbers,
   *     which are aligned at their right
   * @param rows a cell for each column, as it is to be read; a dash where there is nothing to
   *     measure
   * @throws IllegalArgumentException if the heading or the text is blank, there is no column or no
   *     row, or a row has not a cell for each column
   */
  public HtmlReport withTable(
      String heading, String text, List<String> columns, List<List<String>> rows) {
    return with(
        new TableSection(
            requireText("heading", heading),
            requireText("text", text),
            requireAny("column", columns),
            requireAny("row", rows)));
  }

  /**
   * The report with pictures that are drawn elsewhere, such as a gallery of explanations. May be
   * given several times. Two of up to 640 pixels' width stand side by side. The pixels must not
   * change before {@link #write}.
   *
   * @param heading what the pictures show, such as {@code Where the network looked}
   * @param text how they are to be read
   * @param pictures by what stands below them
   * @throws IllegalArgumentException if the heading or the text is blank, or there is no picture
   */
  public HtmlReport withPictures(String heading, String text, Map<String, BufferedImage> pictures) {
    return with(
        new PicturesSection(
            requireText("heading", heading),
            requireText("text", text),
            requireAny("picture", entries(pictures))));
  }

  /**
   * The report with the accuracy of a cross-validation, per image and, where images have groups,
   * per group, in a table and seed by seed; a recipe and the baselines that it should beat stand in
   * the same tables. The results of a seed in full are those of {@link #withEvaluation(String,
   * Evaluation) its evaluation}.
   *
   * @param validations the cross-validations of the same images with the same seeds, by what they
   *     are of; the first one heads the part
   * @throws IllegalArgumentException if there is none, or they differ in seeds or images
   */
  public HtmlReport withCrossValidation(Map<String, CrossValidation> validations) {
    return with(new CrossValidationSection(requireAny("cross-validation", entries(validations))));
  }

  /**
   * The report with a table of classifiers on the same images, such as one and the baselines that
   * it should beat, with the test of McNemar for each against the first.
   *
   * @param classifiers the evaluations by the classifiers' names, at least two
   * @throws IllegalArgumentException if there are fewer, or they are not of the same images
   */
  public HtmlReport withComparison(Map<String, Evaluation> classifiers) {
    if (classifiers.size() < 2) {
      throw new IllegalArgumentException(
          "expected at least two classifiers to compare, found " + classifiers.keySet());
    }
    return with(new ComparisonSection(entries(classifiers)));
  }

  /**
   * The report with the accuracy against the learning rate, and against the steps of training where
   * these were measured.
   *
   * @param runs one for each learning rate and seed
   * @throws IllegalArgumentException if there is none
   */
  public HtmlReport withSweep(List<SweepRun> runs) {
    return with(new SweepSection(requireAny("run of a sweep", runs)));
  }

  /**
   * The report with the curves of a training: loss, accuracy, and the learning rate unless it is
   * always 0.
   *
   * @param history the epochs in order
   * @throws IllegalArgumentException if there is none
   */
  public HtmlReport withHistory(List<EpochSummary> history) {
    return with(new HistorySection(requireAny("epoch", history)));
  }

  /**
   * The report with a table of settings. May be given several times.
   *
   * @param settings their values by name
   * @throws IllegalArgumentException if the heading is blank, or there is none
   */
  public HtmlReport withSettings(String heading, Map<String, String> settings) {
    requireText("heading", heading);
    return with(new SettingsSection(heading, requireAny("setting", entries(settings))));
  }

  /**
   * The report with how many images of each class there are.
   *
   * @param parts the parts of the data by name, such as {@code training} and {@code validation}
   * @throws IllegalArgumentException if there is none
   */
  public HtmlReport withData(Map<String, Dataset> parts) {
    return with(new DataSection(requireAny("part of the data", entries(parts))));
  }

  /**
   * The report with what an audit of the parts found: duplicates and shared groups. Of many pairs
   * the first hundred are named.
   */
  public HtmlReport withAudit(SplitAudit audit) {
    return with(
        new AuditSection(
            "Audit of the data",
            audit,
            "no image that is in two parts, as it is or in likeness, none with two labels, and no"
                + " group in two parts"));
  }

  /**
   * The report with what {@link SplitAudit#within an audit of one data set} found: duplicates in
   * different groups, which folds or another division may put apart. Of many pairs the first
   * hundred are named.
   */
  public HtmlReport withGroupAudit(SplitAudit audit) {
    return with(
        new AuditSection(
            "Audit of the groups",
            audit,
            "no image of one group that another has too, as it is or in likeness, and none with"
                + " two labels: a division that keeps groups whole puts none of them apart"));
  }

  /** The report with how the model came to be. */
  public HtmlReport withProvenance(Provenance provenance) {
    return with(new ProvenanceSection(provenance));
  }

  /**
   * Writes {@code report.html}, and each of its pictures as a PNG file beside it. The folder is
   * made if it is missing. Each file appears as a whole or not at all, the page last; files of the
   * same names are replaced, others stay.
   *
   * <p>Where this machine has no fonts for Java to draw text with, the page says so and is without
   * plots; its tables have their values.
   *
   * @return the files, the page last
   * @throws io.cellclass.UnreadableImageException if an image of a gallery cannot be decoded
   * @throws IOException if it cannot be read, or a file cannot be written
   */
  public List<Path> write(Path folder) throws IOException {
    return write(folder, Fonts.problem());
  }

  List<Path> write(Path folder, Optional<Throwable> fontProblem) throws IOException {
    Figures figures = new Figures(fontProblem.isEmpty());
    String page = Page.of(title, sections, figures, fontProblem);
    ReportFolder files = ReportFolder.at(folder);
    List<Path> written = new ArrayList<>();
    for (Map.Entry<String, byte[]> picture : figures.files().entrySet()) {
      written.add(files.write(picture.getKey(), picture.getValue()));
    }
    written.add(files.write(FILE, page.getBytes(StandardCharsets.UTF_8)));
    return List.copyOf(written);
  }

  private HtmlReport with(Section section) {
    List<Section> more = new ArrayList<>(sections);
    more.add(section);
    more.sort(Comparator.comparing(Section::place));
    return new HtmlReport(title, List.copyOf(more));
  }

  private static String requireText(String what, String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("expected a " + what + ", found \"" + text + "\"");
    }
    return text;
  }

  private static <T> List<T> requireAny(String what, List<T> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("expected at least one " + what + ", found none");
    }
    return List.copyOf(values);
  }

  /** The entries of a map as they are now: those of some maps change with it. */
  private static <V> List<Map.Entry<String, V>> entries(Map<String, V> map) {
    List<Map.Entry<String, V>> entries = new ArrayList<>();
    map.forEach((name, value) -> entries.add(Map.entry(name, value)));
    return List.copyOf(entries);
  }
}
