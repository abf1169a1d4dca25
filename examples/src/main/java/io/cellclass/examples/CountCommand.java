package io.cellclass.examples;

import io.cellclass.Classifier;
import io.cellclass.RgbImage;
import io.cellclass.segment.Detector;
import io.cellclass.segment.count.BorderRule;
import io.cellclass.segment.count.CellCounter;
import io.cellclass.segment.count.CellKind;
import io.cellclass.segment.count.CountInterval;
import io.cellclass.segment.count.CountTable;
import io.cellclass.segment.count.Differential;
import io.cellclass.segment.count.FieldCounts;
import io.cellclass.segment.count.SlideCounts;
import io.cellclass.segment.count.TypeShare;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
            + " interval; with a classifier, the shares of the types of white cells too.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  cellclass count field.jpg more-fields/",
      "  cellclass count --model my-fields.cellclass --classifier wbc.cellclass --json counts.json"
          + " more-fields/"
    })
@SuppressWarnings("NullAway.Init") // picocli sets what is required.
final class CountCommand implements Callable<Integer> {
  private final Console console;
  private final ModelSource models;

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

  @Parameters(
      arity = "1..*",
      paramLabel = "IMAGE|DIR",
      description = "Image files, or folders whose images are taken, with those below.")
  private List<Path> images;

  CountCommand(Console console, ModelSource models) {
    this.console = console;
    this.models = models;
  }

  @Override
  public Integer call() throws IOException {
    requireSense();
    OutputFile table = csv == null ? null : OutputFile.regularAt(csv);
    OutputFile report = json == null ? null : OutputFile.regularAt(json);
    if (table != null && report != null && table.isSameAs(report)) {
      throw misuse("--csv and --json name the same file: " + csv);
    }
    UnreadableImages unreadable = new UnreadableImages(console);
    List<Path> files = ImageFiles.find(images, unreadable);
    List<FieldCounts> fields = new ArrayList<>();
    try (Detector detector = model.load();
        Classifier types = classifier == null ? null : models.load(classifier)) {
      CellCounter counter = counter(detector, types);
      console.print("field\tred cells\twhite cells\tplatelets");
      Progress progress = new Progress(console);
      for (int i = 0; i < files.size(); i++) {
        try {
          fields.add(count(counter, files.get(i)));
        } catch (IOException problem) {
          unreadable.report(files.get(i).toString(), problem);
        }
        progress.progressed("counting", i + 1, files.size());
      }
    }
    if (fields.isEmpty()) {
      return ExitStatus.FAILURE;
    }
    SlideCounts slide = SlideCounts.of(fields);
    Optional<Differential> differential = differential(slide);
    print(slide, differential);
    if (table != null) {
      CountTable.writeCsv(table.path(), slide);
    }
    if (report != null) {
      CountTable.writeJson(report.path(), slide, differential);
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

  private FieldCounts count(CellCounter counter, Path file) throws IOException {
    FieldCounts counts = counter.count(file.toString().replace('\\', '/'), RgbImage.read(file));
    console.print(
        file + "\t" + counts.redCells() + "\t" + counts.whiteCells() + "\t" + counts.platelets());
    return counts;
  }

  private static Optional<Differential> differential(SlideCounts slide) {
    boolean typed = slide.types().stream().anyMatch(type -> type.count() > 0);
    return typed ? Optional.of(Differential.asCounted(slide)) : Optional.empty();
  }

  private void print(SlideCounts slide, Optional<Differential> differential) {
    TextTable means = new TextTable().row("", "cells", "per field", "95 % interval");
    for (CellKind kind : CellKind.values()) {
      CountInterval mean = slide.perField(kind);
      means.row(
          switch (kind) {
            case RED_CELL -> "red cells";
            case WHITE_CELL -> "white cells";
            case PLATELET -> "platelets";
          },
          Integer.toString(slide.total(kind)),
          String.format(Locale.ROOT, "%.1f", mean.mean()),
          String.format(Locale.ROOT, "%.1f to %.1f", mean.low(), mean.high()));
    }
    console.print("");
    console.print(means.toString());
    if (differential.isPresent()) {
      TextTable shares = new TextTable().row("", "cells", "share", "95 % interval");
      for (TypeShare share : differential.get().shares()) {
        shares.row(
            share.type().name(),
            Integer.toString(share.counted()),
            percent(share.share()),
            percent(share.interval().low()) + " to " + percent(share.interval().high()));
      }
      console.print("");
      console.print(shares.toString());
      console.print(differential.get().rejected() + " white cells without a type");
    }
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private ParameterException misuse(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }
}
