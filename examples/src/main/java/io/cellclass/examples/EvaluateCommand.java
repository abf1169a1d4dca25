package io.cellclass.examples;

import io.cellclass.Classifier;
import io.cellclass.Dataset;
import io.cellclass.Evaluation;
import io.cellclass.LabelSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "evaluate",
    header = "Measures a classifier on labelled images that it has not learnt from.",
    description =
        "Prints precision, recall and F1 of each class, the confusion matrix and the accuracy; with"
            + " groups, also how many groups are right by the mean of their images.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  cellclass evaluate --model wbc.cellclass --data test-cells --report report",
      "  cellclass evaluate --model new.cellclass --against old.cellclass --data test-cells"
    })
@SuppressWarnings("NullAway.Init") // picocli sets what is required.
final class EvaluateCommand implements Callable<Integer> {
  private static final String THE_SAME_DATA = "";

  private final Console console;
  private final ModelSource models;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FILE",
      description = "The classifier, as saved by train.")
  private Path model;

  @Mixin private DataOptions data;

  @Option(
      names = "--ignore-unknown-labels",
      description = "Leave out images with labels that the classifier does not know.")
  private boolean ignoreUnknownLabels;

  @Option(
      names = "--against",
      paramLabel = "FILE",
      description =
          "Another classifier of the same classes: how often only one of the two is right, and how"
              + " likely that is by chance.")
  private @Nullable Path against;

  @Option(
      names = "--baselines",
      arity = "0..1",
      fallbackValue = THE_SAME_DATA,
      paramLabel = "DIR|CSV",
      description =
          "Also measures what always says the most frequent class, and what learns from measured"
              + " shapes and colours: learnt from these images, or, where none are named, from"
              + " those of --data in five folds.")
  private @Nullable String baselines;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Where to write a report: report.html, and each of its pictures.")
  private @Nullable Path report;

  @Option(names = "--json", paramLabel = "FILE", description = "Where to write the result as JSON.")
  private @Nullable Path json;

  EvaluateCommand(Console console, ModelSource models) {
    this.console = console;
    this.models = models;
  }

  @Override
  public Integer call() throws IOException {
    OutputFile result = json == null ? null : OutputFile.at(json);
    OutputFolder page = report == null ? null : OutputFolder.at(report);
    Dataset images = data.read();
    UnreadableImages unreadable = new UnreadableImages(console);
    try (Classifier classifier = models.load(model)) {
      Dataset known = known(images, classifier.labels());
      Evaluation evaluation =
          Evaluation.of(
              classifier,
              known,
              unreadable.evaluationListener("classifying", new Progress(console)));
      Dataset measured = measured(known, evaluation);
      Comparisons comparisons =
          new Comparisons(String.valueOf(model.getFileName()), evaluation, others(measured));
      if (result != null) {
        result.write(JsonReports.bytes(JsonComparisons.evaluation(comparisons)));
      }
      if (page != null) {
        HtmlReports.evaluation(model, classifier, measured, comparisons).write(page.path());
      }
      console.print(Tables.evaluation(evaluation));
      if (Groups.areIn(evaluation)) {
        console.print(
            System.lineSeparator() + "By group: " + Tables.right(evaluation.byGroup(), "groups"));
      }
      if (!comparisons.others().isEmpty()) {
        console.print(System.lineSeparator() + ComparisonText.of(comparisons));
      }
    }
    return unreadable.exitStatus();
  }

  /** The images that could be read. */
  private static Dataset measured(Dataset known, Evaluation evaluation) {
    Set<String> read =
        evaluation.outcomes().stream().map(outcome -> outcome.id()).collect(Collectors.toSet());
    return known.where(sample -> read.contains(sample.id()));
  }

  private Map<String, Evaluation> others(Dataset measured) throws IOException {
    Map<String, Evaluation> others = new LinkedHashMap<>();
    if (against != null) {
      try (Classifier other = models.load(against)) {
        others.put(
            String.valueOf(against.getFileName()),
            Evaluation.of(other, known(measured, other.labels())));
      }
    }
    if (baselines != null) {
      Dataset learnt = baselines.equals(THE_SAME_DATA) ? null : data.read(Path.of(baselines));
      others.putAll(new Baselines(models, console).measure(learnt, measured));
    }
    return others;
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
