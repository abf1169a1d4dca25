package io.cellclass.examples;

import io.cellclass.Classifier;
import io.cellclass.Dataset;
import io.cellclass.EpochSummary;
import io.cellclass.Evaluation;
import io.cellclass.TrainingResult;
import io.cellclass.report.HtmlReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The whole way, from images to a saved classifier and its answers. */
final class Quickstart {
  private static final String NEW_LINE = System.lineSeparator();

  private final Console console;
  private final ModelSource models;
  private final Path folder;
  private final TrainingPlan plan;
  private final Progress progress;
  private final Optional<Throwable> fontProblem;

  Quickstart(Console console, ModelSource models, Path folder, TrainingPlan plan) {
    this(console, models, folder, plan, Fonts.problem());
  }

  /** With what {@link Fonts#problem} says. */
  Quickstart(
      Console console,
      ModelSource models,
      Path folder,
      TrainingPlan plan,
      Optional<Throwable> fontProblem) {
    this.console = console;
    this.models = models;
    this.folder = folder;
    this.plan = plan;
    this.progress = new Progress(console);
    this.fontProblem = fontProblem;
  }

  void run(int imagesPerClass, int unseenPerClass) throws IOException {
    Files.createDirectories(folder);
    OutputFile bundle = OutputFile.regularAt(folder.resolve("cells.cellclass"));
    console.print("1. Drawing cells to learn from: " + imagesPerClass + " of each class");
    Dataset cells =
        SyntheticCells.draw(folder.resolve("cells"), imagesPerClass, plan.seed(), progress);
    picture("cells.png", () -> ContactSheet.png("Synthetic blood cells to learn from", cells));

    console.print(NEW_LINE + "2. Learning: " + plan);
    TrainingData sets = TrainingData.divide(cells, plan.seed());
    List<EpochSummary> history = train(sets, bundle);

    console.print(NEW_LINE + "3. Classifying new cells, which it has not seen");
    Dataset unseen =
        SyntheticCells.draw(folder.resolve("unseen"), unseenPerClass, plan.seed() + 1, progress);
    Map<String, Dataset> parts = new LinkedHashMap<>(sets.parts());
    parts.put("new", unseen);
    // As it is loaded from its file, as an application would.
    try (Classifier classifier = models.load(bundle.path())) {
      Evaluation evaluation = evaluate(classifier, unseen);
      console.print(NEW_LINE + Tables.evaluation(evaluation) + NEW_LINE);
      file("evaluation.json").write(JsonReports.bytes(JsonReports.evaluation(evaluation)));
      HtmlReport.of("Quickstart: drawn white blood cells")
          .withEvaluation("new cells", evaluation, unseen)
          .withHistory(history)
          .withData(parts)
          .withProvenance(classifier.provenance())
          .write(folder.resolve("report"));
    }
    console.print(QuickstartText.ending(folder));
  }

  private List<EpochSummary> train(TrainingData sets, OutputFile bundle) throws IOException {
    long start = System.nanoTime();
    TrainingResult<?> result =
        models.trainer(plan).train(sets.training(), sets.validation(), progress);
    double seconds = (System.nanoTime() - start) / 1e9;
    try (Classifier classifier = result.classifier()) {
      classifier.save(bundle.path());
      Evaluation validation = Evaluation.of(classifier, sets.validation());
      console.print(
          "   learnt from "
              + sets.training().size()
              + " cells in "
              + Durations.text(seconds)
              + "; of "
              + sets.validation().size()
              + " kept aside, right: "
              + validation.confusion().correct());
    }
    console.print("   saved " + bundle);
    return result.history();
  }

  private Evaluation evaluate(Classifier classifier, Dataset unseen) throws IOException {
    UnreadableImages unreadable = new UnreadableImages(console);
    return Evaluation.of(
        classifier, unseen, unreadable.evaluationListener("classifying", progress));
  }

  /** A picture that is yet to be drawn. */
  interface Picture {
    byte[] png() throws IOException;
  }

  /** Draws a picture, or says why not: without fonts, all else is still worth having. */
  void picture(String name, Picture picture) throws IOException {
    if (fontProblem.isEmpty()) {
      file(name).write(picture.png());
    } else {
      console.note(
          "cellclass: no "
              + name
              + ", as this machine has no fonts for Java ("
              + fontProblem.get()
              + ")");
    }
  }

  private OutputFile file(String name) throws IOException {
    return OutputFile.at(folder.resolve(name));
  }
}
