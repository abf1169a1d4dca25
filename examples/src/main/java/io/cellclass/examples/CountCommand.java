package io.cellclass.examples;

import io.cellclass.Classifier;
import io.cellclass.RgbImage;
import io.cellclass.segment.Detector;
import io.cellclass.segment.count.BorderRule;
import io.cellclass.segment.count.CellCounter;
import io.cellclass.segment.count.CountTable;
import io.cellclass.segment.count.CountedField;
import io.cellclass.segment.count.FieldCounts;
import io.cellclass.segment.count.SlideCounts;
import io.cellclass.segment.neural.NetworkDetector;
import io.cellclass.segment.slide.SlideImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "count",
    header = "Counts red cells, white cells and platelets in the fields of a slide.",
    description =
        "Prints the counts of each field, separated by tabs, and the mean of a field with its 95 %%"
            + " interval; with a classifier, the shares of the types of white cells too; with manual"
            + " counts, how the counts agree with them. Images of any size: large ones are seen"
            + " block by block, and have no picture in the report.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  cellclass count field.jpg more-fields/",
      "  cellclass count --model my-fields.cellclass --classifier wbc.cellclass --json counts.json"
          + " more-fields/",
      "  cellclass count --manual counted-by-hand.csv --report report more-fields/"
    })
@SuppressWarnings("NullAway.Init") // picocli sets what is required.
final class CountCommand implements Callable<Integer> {
  private final Console console;
  private final ModelSource models;
  private final LargeImages large;

  @Spec private CommandSpec spec;
  @Mixin private DetectorOption model;

  @Option(
      names = "--classifier",
      paramLabel = "FILE",
      description = "The classifier, as saved by train, that tells the types of white cells.")
  private @Nullable Path classifier;

  @Option(
      names = "--least-confidence",
      paramLabel = "P",
      description =
          "With --classifier: a white cell whose type has a probability below P, from 0 to 1, is"
              + " rejected.")
  private @Nullable Double leastConfidence;

  @Option(
      names = "--tiled",
      description =
          "The fields lie side by side: a cell that touches the right or the lower edge counts in the"
              + " next field alone.")
  private boolean tiled;

  @Option(names = "--csv", paramLabel = "FILE", description = "Where to write a line per field.")
  private @Nullable Path csv;

  @Option(names = "--json", paramLabel = "FILE", description = "Where to write the result as JSON.")
  private @Nullable Path json;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Where to write a report: report.html, and each of its pictures.")
  private @Nullable Path report;

  @Option(
      names = "--manual",
      paramLabel = "FILE",
      description =
          "What a person counted in these fields, to hold the counts against: a CSV file with the"
              + " columns field, red_cells, white_cells and platelets, as --csv writes it. A line"
              + " for each image.")
  private @Nullable Path manual;

  @Parameters(
      arity = "1..*",
      paramLabel = "IMAGE|DIR",
      description = "Image files, or folders whose images are taken, with those below.")
  private List<Path> images;

  CountCommand(Console console, ModelSource models, LargeImages large) {
    this.console = console;
    this.models = models;
    this.large = large;
  }

  @Override
  public Integer call() throws IOException {
    requireSense();
    OutputFile table = csv == null ? null : OutputFile.regularAt(csv);
    OutputFile result = json == null ? null : OutputFile.regularAt(json);
    if (table != null && result != null && table.isSameAs(result)) {
      throw misuse("--csv and --json name the same file: " + csv);
    }
    OutputFolder page = report == null ? null : OutputFolder.at(report);
    UnreadableImages unreadable = new UnreadableImages(console);
    List<Path> files = ImageFiles.find(images, unreadable);
    if (page != null) {
      requireElsewhere(files, page);
    }
    ManualCounts byHand = manual == null ? null : ManualCounts.read(manual, files);
    try (NetworkDetector detector = model.load();
        Classifier types = classifier == null ? null : models.load(classifier)) {
      FieldPictures pictures = new FieldPictures(files.size(), detector.labels());
      List<FieldCounts> fields = count(counter(detector, types), files, pictures, unreadable);
      if (fields.isEmpty()) {
        return ExitStatus.FAILURE;
      }
      CountResults results = new CountResults(SlideCounts.of(fields), byHand);
      console.print(CountText.of(results));
      if (table != null) {
        CountTable.writeCsv(table.path(), results.slide());
      }
      if (result != null) {
        CountTable.writeJson(result.path(), results.slide(), results.differential());
      }
      if (page != null) {
        CountReport.of(results, pictures.pictures())
            .withSettings("Models", told(detector, types))
            .withSettings("Command line", GivenOptions.of(spec))
            .write(page.path());
      }
    }
    return unreadable.exitStatus();
  }

  private void requireSense() {
    if (leastConfidence != null && classifier == null) {
      throw misuse("--least-confidence is of use with --classifier alone");
    }
    if (leastConfidence != null && !(leastConfidence >= 0 && leastConfidence <= 1)) {
      throw misuse("--least-confidence must be from 0 to 1, not " + leastConfidence);
    }
  }

  private void requireElsewhere(List<Path> files, OutputFolder page) throws IOException {
    try {
      PictureFiles.requireElsewhere("--report", files, page.path());
    } catch (IllegalArgumentException problem) {
      throw misuse(String.valueOf(problem.getMessage()));
    }
  }

  private CellCounter counter(Detector detector, @Nullable Classifier types) {
    CellCounter counter = CellCounter.of(detector);
    if (tiled) {
      counter = counter.withBorder(BorderRule.UNBIASED);
    }
    if (types != null) {
      counter = counter.withClassifier(types);
    }
    return leastConfidence == null ? counter : counter.withLeastConfidence(leastConfidence);
  }

  private List<FieldCounts> count(
      CellCounter counter, List<Path> files, FieldPictures pictures, UnreadableImages unreadable)
      throws IOException {
    List<FieldCounts> fields = new ArrayList<>();
    console.print("field\tred cells\twhite cells\tplatelets");
    Progress progress = new Progress(console);
    for (int i = 0; i < files.size(); i++) {
      Path file = files.get(i);
      Optional<SlideImage> opened = unreadable.open(file);
      if (opened.isPresent()) {
        try (SlideImage image = opened.get()) {
          FieldCounts counts =
              large.has(image)
                  ? counter.count(
                      ManualCounts.field(file),
                      image,
                      LargeImages.listener(progress, "counting", file))
                  : count(counter, image, i, file, pictures);
          fields.add(counts);
          print(file, counts);
        } catch (IOException problem) {
          unreadable.report(file.toString(), problem);
        }
      }
      progress.progressed("counting", i + 1, files.size());
    }
    return fields;
  }

  private FieldCounts count(
      CellCounter counter, SlideImage image, int place, Path file, FieldPictures pictures)
      throws IOException {
    RgbImage whole = image.read(0, 0, image.width(), image.height());
    CountedField field = counter.countWithCells(ManualCounts.field(file), whole);
    // Where no text can be drawn, the report says so.
    if (report != null && Fonts.problem().isEmpty()) {
      pictures.add(place, whole, field);
    }
    return field.counts();
  }

  private void print(Path file, FieldCounts counts) {
    console.print(
        file + "\t" + counts.redCells() + "\t" + counts.whiteCells() + "\t" + counts.platelets());
  }

  /** Which models counted, and what they learnt from. */
  private Map<String, String> told(NetworkDetector detector, @Nullable Classifier types) {
    Map<String, String> told = new LinkedHashMap<>();
    told.put("detector", model.name());
    told.put("SHA-256 of its data", detector.provenance().dataHash());
    if (types != null && classifier != null) {
      told.put("classifier", String.valueOf(classifier.getFileName()));
      told.put("SHA-256 of the classifier's data", types.provenance().dataHash());
    }
    told.values().removeIf(String::isBlank);
    return told;
  }

  private ParameterException misuse(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }
}
