package io.cellclass.examples;

import io.cellclass.Classifier;
import io.cellclass.Dataset;
import io.cellclass.Evaluation;
import io.cellclass.Label;
import io.cellclass.Outcome;
import io.cellclass.Sample;
import io.cellclass.TrainingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The whole way, from images to a saved classifier and its answers. */
final class Quickstart {
  private static final int GALLERY_PER_CLASS = 4;
  private static final int GALLERY_MISTAKES = 5;
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
    train(TrainingData.divide(cells, plan.seed()), bundle);

    console.print(NEW_LINE + "3. Classifying new cells, which it has not seen");
    Dataset unseen =
        SyntheticCells.draw(folder.resolve("unseen"), unseenPerClass, plan.seed() + 1, progress);
    Evaluation evaluation = evaluate(bundle.path(), unseen);
    console.print(NEW_LINE + Tables.evaluation(evaluation) + NEW_LINE);
    file("evaluation.json").write(JsonReports.bytes(JsonReports.evaluation(evaluation)));
    draw(evaluation, unseen);
    console.print(QuickstartText.ending(folder));
  }

  private void train(TrainingData sets, OutputFile bundle) throws IOException {
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
  }

  /** With the classifier as it is loaded from its file, as an application would. */
  private Evaluation evaluate(Path bundle, Dataset unseen) throws IOException {
    UnreadableImages unreadable = new UnreadableImages(console);
    try (Classifier classifier = models.load(bundle)) {
      return Evaluation.of(
          classifier, unseen, unreadable.evaluationListener("classifying", progress));
    }
  }

  private void draw(Evaluation evaluation, Dataset unseen) throws IOException {
    String score = evaluation.confusion().correct() + " of " + evaluation.images() + " right";
    picture(
        "confusion.png", () -> ConfusionPicture.png("Cells it has not seen: " + score, evaluation));
    List<Gallery.Entry> entries = entries(evaluation, unseen);
    picture("gallery.png", () -> Gallery.png("Cells it has not seen: " + score, entries));
  }

  /** The first of each class, not the best; then mistakes. */
  private static List<Gallery.Entry> entries(Evaluation evaluation, Dataset unseen) {
    Map<String, Sample> samples =
        unseen.samples().stream().collect(Collectors.toMap(Sample::id, Function.identity()));
    Set<Outcome> shown = new LinkedHashSet<>();
    for (int i = 0; i < GALLERY_PER_CLASS; i++) {
      for (Label label : evaluation.labels()) {
        evaluation.outcomes().stream()
            .filter(outcome -> outcome.label().equals(label))
            .skip(i)
            .findFirst()
            .ifPresent(shown::add);
      }
    }
    evaluation.outcomes().stream()
        .filter(outcome -> !outcome.correct() && !shown.contains(outcome))
        .limit(GALLERY_MISTAKES)
        .toList()
        .forEach(shown::add);
    return shown.stream()
        .map(
            outcome ->
                new Gallery.Entry(
                    Objects.requireNonNull(samples.get(outcome.id())), outcome.prediction()))
        .toList();
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
