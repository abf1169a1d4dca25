package io.cellclass.examples;

import io.cellclass.Classifier;
import io.cellclass.Dataset;
import io.cellclass.Datasets;
import io.cellclass.Evaluation;
import io.cellclass.LabelSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "evaluate",
    header = "Measures a classifier on labelled images that it has not learnt from.",
    description =
        "Prints precision, recall and F1 of each class, the confusion matrix and the accuracy.",
    footerHeading = "%nExample:%n",
    footer = "  cellclass evaluate --model wbc.cellclass --data test-cells --json evaluation.json")
@SuppressWarnings("NullAway.Init") // picocli sets required options.
final class EvaluateCommand implements Callable<Integer> {
  private final Console console;
  private final ModelSource models;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FILE",
      description = "The classifier, as saved by train.")
  private Path model;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR|CSV",
      description =
          "The images: a folder per class, or a CSV file with the columns file and label.")
  private Path data;

  @Option(
      names = "--ignore-unknown-labels",
      description = "Leave out images with labels that the classifier does not know.")
  private boolean ignoreUnknownLabels;

  @Option(names = "--json", paramLabel = "FILE", description = "Where to write the result as JSON.")
  private @Nullable Path json;

  EvaluateCommand(Console console, ModelSource models) {
    this.console = console;
    this.models = models;
  }

  @Override
  public Integer call() throws IOException {
    OutputFile report = json == null ? null : OutputFile.at(json);
    Dataset images = Datasets.open(data);
    UnreadableImages unreadable = new UnreadableImages(console);
    try (Classifier classifier = models.load(model)) {
      Dataset known = known(images, classifier.labels());
      Evaluation evaluation =
          Evaluation.of(
              classifier,
              known,
              unreadable.evaluationListener("classifying", new Progress(console)));
      if (report != null) {
        report.write(JsonReports.bytes(JsonReports.evaluation(evaluation)));
      }
      console.print(Tables.evaluation(evaluation));
    }
    return unreadable.exitStatus();
  }

  private Dataset known(Dataset images, LabelSet labels) throws IOException {
    TreeMap<String, Long> unknown =
        images.samples().stream()
            .filter(sample -> !labels.contains(sample.label()))
            .collect(
                Collectors.groupingBy(
                    sample -> sample.label().name(), TreeMap::new, Collectors.counting()));
    if (unknown.isEmpty()) {
      return images;
    }
    if (!ignoreUnknownLabels) {
      throw new IOException(
          "the data has labels that the classifier does not know: "
              + unknown.keySet()
              + ", expected only "
              + labels
              + "; --ignore-unknown-labels leaves them out");
    }
    console.print("Left out, with labels that the classifier does not know: " + unknown);
    Dataset known = images.where(sample -> labels.contains(sample.label()));
    if (known.size() == 0) {
      throw new IOException("no image has a label that the classifier knows: " + labels);
    }
    return known;
  }
}
