package io.cellclass.examples;

import io.cellclass.Classifier;
import io.cellclass.Dataset;
import io.cellclass.Evaluation;
import io.cellclass.SplitAudit;
import io.cellclass.report.HtmlReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FILE",
      description = "The classifier, as saved by train or exported.")
  private Path model;

  @Mixin private EngineOption engine;

  @Mixin private DataOptions data;

  @Option(
      names = "--ignore-unknown-labels",
      description =
          "Leave out images with labels that the classifier, or that of --against, does not know.")
  private boolean ignoreUnknownLabels;

  @Option(
      names = "--against",
      paramLabel = "FILE",
      description =
          "Another classifier: how often only one of the two is right, and how likely that is by"
              + " chance. Only images whose labels both know are measured.")
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

  @Mixin private AuditOptions audit;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Where to write a report: report.html, and each of its pictures.")
  private @Nullable Path report;

  @Option(
      names = "--explain",
      description =
          "In the report, also show where the evidence for the most confident hits and mistakes was"
              + " found.")
  private boolean explain;

  @Option(names = "--json", paramLabel = "FILE", description = "Where to write the result as JSON.")
  private @Nullable Path json;

  EvaluateCommand(Console console, ModelSource models) {
    this.console = console;
    this.models = models;
  }

  @Override
  public Integer call() throws IOException {
    engine.check();
    if (explain && report == null) {
      throw new ParameterException(
          spec.commandLine(), "--explain adds to a report: name its folder with --report");
    }
    OutputFile result = json == null ? null : resultAt(json);
    OutputFolder page = report == null ? null : OutputFolder.at(report);
    Dataset images = data.read();
    UnreadableImages unreadable = new UnreadableImages(console);
    try (Classifier classifier = engine.load(models, model);
        Classifier other = against == null ? null : engine.load(models, against)) {
      Dataset known = compared(known(images, classifier, other), unreadable);
      BaselineData learning = learning(known, unreadable);
      Evaluation evaluation =
          Evaluation.of(
              classifier,
              known,
              unreadable.evaluationListener("classifying", new Progress(console)));
      print(evaluation);
      Dataset measured = measured(known, evaluation);
      Map<String, Evaluation> others = new LinkedHashMap<>();
      try {
        measure(others, other, learning, measured);
      } finally {
        // Whatever became of the others, this one is measured.
        Comparisons comparisons = new Comparisons(name(model), evaluation, others);
        if (result != null) {
          write(comparisons, learning, result);
        }
        if (page != null) {
          write(report(comparisons, measured, classifier), learning, page);
        }
        if (!others.isEmpty()) {
          console.print(System.lineSeparator() + ComparisonText.of(comparisons));
        }
      }
    }
    return unreadable.exitStatus();
  }

  /** Where the result is to go, which must not be where a classifier is. */
  private OutputFile resultAt(Path file) throws IOException {
    OutputFile result = OutputFile.at(file);
    if (result.isSameAs(model) || (against != null && result.isSameAs(against))) {
      throw new ParameterException(
          spec.commandLine(), "--json and --model or --against name the same file: " + file);
    }
    return result;
  }

  /** The images whose labels all classifiers know: they are compared on the same ones. */
  private Dataset known(Dataset images, Classifier classifier, @Nullable Classifier other)
      throws IOException {
    KnownLabels labels = new KnownLabels(ignoreUnknownLabels, console);
    Dataset known = labels.of(images, model, classifier);
    return against == null || other == null ? known : labels.of(known, against, other);
  }

  /**
   * The images in the groups that are wanted. Those that are held against each other before they
   * are classified are read for it, and left out here if that fails.
   */
  private Dataset compared(Dataset known, UnreadableImages unreadable) throws IOException {
    boolean before =
        baselines != null
            || spec.commandLine().getParseResult().hasMatchedOption("--group-duplicates");
    return before
        ? audit.grouped(unreadable.leaveOut(known, new Progress(console)), console)
        : known;
  }

  private @Nullable BaselineData learning(Dataset known, UnreadableImages unreadable)
      throws IOException {
    if (baselines == null) {
      return null;
    }
    if (baselines.equals(THE_SAME_DATA)) {
      return BaselineData.inFolds(known, audit, console);
    }
    Dataset learnt = unreadable.leaveOut(data.read(Path.of(baselines)), new Progress(console));
    return BaselineData.of(audit.grouped(learnt, console), known, audit, console);
  }

  private void print(Evaluation evaluation) {
    console.print(Tables.evaluation(evaluation));
    if (Groups.areIn(evaluation)) {
      console.print(System.lineSeparator() + "By group: " + Groups.right(evaluation));
    }
  }

  /** The images that could be read. */
  private static Dataset measured(Dataset known, Evaluation evaluation) {
    Set<String> read =
        evaluation.outcomes().stream().map(outcome -> outcome.id()).collect(Collectors.toSet());
    return known.where(sample -> read.contains(sample.id()));
  }

  /** Adds each of the others as soon as it is measured. */
  private void measure(
      Map<String, Evaluation> others,
      @Nullable Classifier other,
      @Nullable BaselineData learning,
      Dataset measured)
      throws IOException {
    if (against != null && other != null) {
      others.put(name(against), Evaluation.of(other, measured));
    }
    if (learning != null) {
      others.putAll(new Baselines(models, console).measure(learning.learnt(), measured));
    }
  }

  private static void write(
      Comparisons comparisons, @Nullable BaselineData learning, OutputFile result)
      throws IOException {
    SplitAudit audited = learning == null ? null : learning.audit();
    result.write(JsonReports.bytes(JsonComparisons.evaluation(comparisons, audited)));
  }

  private HtmlReport report(Comparisons comparisons, Dataset measured, Classifier classifier)
      throws IOException {
    HtmlReport html = HtmlReports.evaluation(comparisons, measured, classifier.provenance());
    return explain
        ? ReportedExplanations.addTo(html, classifier, comparisons.evaluation(), measured)
        : html;
  }

  private void write(HtmlReport html, @Nullable BaselineData learning, OutputFolder page)
      throws IOException {
    HtmlReport told = html.withSettings("Command line", GivenOptions.of(spec));
    (learning == null ? told : learning.addAuditTo(told)).write(page.path());
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
