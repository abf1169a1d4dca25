package io.cellclass.examples;

import io.cellclass.Classifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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
      "  cellclass classify --model wbc.cellclass --probabilities cell.png more-cells/"
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

  @Option(names = "--json", paramLabel = "FILE", description = "Where to write the result as JSON.")
  private @Nullable Path json;

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
    if (report != null && model != null && report.isSameAs(model)) {
      throw misuse("--model and --json name the same file: " + model);
    }
    UnreadableImages unreadable = new UnreadableImages(console);
    List<Path> files = ImageFiles.find(images, unreadable);
    if (files.isEmpty()) {
      return ExitStatus.FAILURE;
    }
    try (Classifier classifier = model == null ? models.ready() : models.load(model)) {
      ClassificationLines lines =
          new ClassificationLines(
              classifier.labels(), probabilities, leastConfidence == null ? 0 : leastConfidence);
      lines.header().ifPresent(console::print);
      FileClassification classification =
          new FileClassification(classifier, console, unreadable, lines);
      List<ClassifiedFile> classified = classification.classify(files);
      if (report != null) {
        report.write(
            JsonReports.bytes(
                JsonReports.classification(classified, classifier.labels(), leastConfidence)));
      }
    }
    return unreadable.exitStatus();
  }

  private ParameterException misuse(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }
}
