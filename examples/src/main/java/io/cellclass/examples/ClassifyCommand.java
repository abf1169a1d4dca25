package io.cellclass.examples;

import io.cellclass.Classifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "classify",
    header = "Says which cell each image shows.",
    description =
        "Prints a line for each image: the file, the label and its probability, separated by tabs."
            + " What is missing or unreadable is reported, and the rest classified.",
    footerHeading = "%nExample:%n",
    footer = "  cellclass classify --model wbc.cellclass cell.png more-cells/")
@SuppressWarnings("NullAway.Init") // picocli sets required options.
final class ClassifyCommand implements Callable<Integer> {
  private final Console console;
  private final ModelSource models;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FILE",
      description = "The classifier, as saved by train.")
  private Path model;

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
    OutputFile report = json == null ? null : OutputFile.at(json);
    UnreadableImages unreadable = new UnreadableImages(console);
    List<Path> files = ImageFiles.find(images, unreadable);
    if (files.isEmpty()) {
      return ExitStatus.FAILURE;
    }
    try (Classifier classifier = models.load(model)) {
      FileClassification classification = new FileClassification(classifier, console, unreadable);
      List<ClassifiedFile> classified = classification.classify(files);
      if (report != null) {
        report.write(
            JsonReports.bytes(JsonReports.classification(classified, classifier.labels())));
      }
    }
    return unreadable.exitStatus();
  }
}
