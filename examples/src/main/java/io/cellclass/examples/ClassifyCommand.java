package io.cellclass.examples;

import io.cellclass.Classifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    name = "classify",
    header = "Says which cell each image shows.",
    description =
        "Prints a line for each image: the file, the label and its probability, separated by tabs."
            + " What is missing or unreadable is reported, and the rest classified.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  cellclass classify cell.png",
      "  cellclass classify --model wbc.cellclass --probabilities cell.png more-cells/",
      "  cellclass classify --model wbc.cellclass --out results.csv --resume a-million-cells/"
    })
@SuppressWarnings("NullAway.Init") // picocli sets required options.
final class ClassifyCommand implements Callable<Integer> {
  private final Console console;
  private final ModelSource models;

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description =
          "The classifier, as saved by train. Without it, the ready one for eight types of blood"
              + " cells: not for diagnosis, and not for any laboratory's images (docs/models.md).")
  private @Nullable Path model;

  @Option(
      names = "--probabilities",
      description = "Print the probability of every label, under a line with their names.")
  private boolean probabilities;

  @Option(
      names = "--least-confidence",
      paramLabel = "P",
      description =
          "Where the probability of the label is below P, from 0 to 1, print 'uncertain' in its"
              + " place; the JSON says of each image whether it is.")
  private @Nullable Double leastConfidence;

  @Mixin private EngineOption engine;

  @Option(names = "--json", paramLabel = "FILE", description = "Where to write the result as JSON.")
  private @Nullable Path json;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Where to write the results as they come, in place of printing them: a .csv file, or a"
              + " .jsonl file with a line of JSON for each image. Until all are there they are in"
              + " FILE.part.")
  private @Nullable Path out;

  @Option(
      names = "--resume",
      description =
          "Go on with the results in FILE.part of a run of the same model that did not end, or add"
              + " to those in FILE.")
  private boolean resume;

  @Parameters(
      arity = "1..*",
      paramLabel = "IMAGE|DIR",
      description = "Image files, or folders whose images are taken, with those below.")
  private List<Path> images;

  ClassifyCommand(Console console, ModelSource models) {
    this.console = console;
    this.models = models;
  }

  @Override
  public Integer call() throws IOException {
    if (leastConfidence != null && !(leastConfidence >= 0 && leastConfidence <= 1)) {
      throw misuse("--least-confidence must be from 0 to 1, not " + leastConfidence);
    }
    OutputFile report = json == null ? null : OutputFile.at(json);
    if (resume && out == null) {
      throw misuse("--resume goes on with the results of --out, which is not named");
    }
    if (resume && report != null) {
      throw misuse("--json would lack what an earlier run has classified: leave out --resume");
    }
    if (report != null && model != null && report.isSameAs(model)) {
      throw misuse("--model and --json name the same file: " + model);
    }
    engine.check();
    OutputFile results = out == null ? null : results(out);
    UnreadableImages unreadable = new UnreadableImages(console);
    List<Path> files = ImageFiles.find(images, unreadable);
    if (files.isEmpty()) {
      return ExitStatus.FAILURE;
    }
    try (Classifier classifier = engine.load(models, model)) {
      List<ClassifiedFile> kept = new ArrayList<>();
      FileClassification.Sink keep = report == null ? file -> {} : kept::add;
      if (results == null) {
        print(classifier, files, unreadable, keep);
      } else {
        write(classifier, files, unreadable, keep, results);
      }
      if (report != null) {
        report.write(
            JsonReports.bytes(
                JsonReports.classification(kept, classifier.labels(), leastConfidence)));
      }
    }
    return unreadable.exitStatus();
  }

  private OutputFile results(Path named) throws IOException {
    OutputFile file = OutputFile.regularAt(named);
    if (model != null && file.isSameAs(model)) {
      throw misuse("--model and --out name the same file: " + model);
    }
    try {
      ResultFile.check(file, resume);
    } catch (IllegalArgumentException problem) {
      throw misuse("--out " + problem.getMessage());
    }
    return file;
  }

  private void print(
      Classifier classifier,
      List<Path> files,
      UnreadableImages unreadable,
      FileClassification.Sink keep)
      throws IOException {
    ClassificationLines lines =
        new ClassificationLines(
            classifier.labels(), probabilities, leastConfidence == null ? 0 : leastConfidence);
    lines.header().ifPresent(console::print);
    new FileClassification(
            files,
            console,
            unreadable,
            file -> {
              console.print(lines.line(file));
              keep.accept(file);
            })
        .classify(classifier);
  }

  private void write(
      Classifier classifier,
      List<Path> files,
      UnreadableImages unreadable,
      FileClassification.Sink keep,
      OutputFile results)
      throws IOException {
    try (ResultFile file = ResultFile.open(results, classifier.labels(), leastConfidence, resume)) {
      new FileClassification(
              files.stream().filter(image -> !file.has(image)).toList(),
              console,
              unreadable,
              said -> {
                file.write(said);
                keep.accept(said);
              })
          .classify(classifier);
      file.finish();
    }
  }

  private ParameterException misuse(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }
}
