package io.cellclass.examples;

import io.cellclass.Classifier;
import io.cellclass.Dataset;
import io.cellclass.Datasets;
import io.cellclass.Evaluation;
import io.cellclass.Trainer;
import io.cellclass.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "train",
    header = "Learns a classifier from labelled images and saves it.",
    description = "Prints how well it does on images that are kept aside for validation.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  cellclass train --data my-cells --out wbc.cellclass",
      "  cellclass train --data train.csv --validation val.csv --out wbc.cellclass --json train.json"
    })
@SuppressWarnings("NullAway.Init") // picocli sets required options.
final class TrainCommand implements Callable<Integer> {
  private static final int SMALLEST_SIZE = 75;
  // A bundle has no larger one.
  private static final int LARGEST_SIZE = 8192;

  private final Console console;
  private final ModelSource models;

  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR|CSV",
      description =
          "The images to learn from: a folder per class, or a CSV file with the columns file, label"
              + " and, if wanted, group.")
  private Path data;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE.cellclass",
      description = "Where to save the classifier.")
  private Path out;

  @Option(
      names = "--validation",
      paramLabel = "DIR|CSV",
      description =
          "The images to validate with. Without it a fifth of the data is kept aside; images of one"
              + " group stay together.")
  private @Nullable Path validation;

  @Option(
      names = "--recipe",
      paramLabel = "paper|default",
      defaultValue = "default",
      description =
          "How to learn: @|bold default|@ looks at the cell in several depths of the network and is"
              + " far better on cells; @|bold paper|@ is the published head on its last one.")
  private Recipe recipe;

  @Option(
      names = "--size",
      paramLabel = "N",
      defaultValue = "224",
      description =
          "The side that images are brought to, in pixels, 75 to 8192 (${DEFAULT-VALUE}).")
  private int size;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "The most epochs (paper 100; default 200 steps of its solver).")
  private @Nullable Integer epochs;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description =
          "The seed of all chance: the same one gives the same result (${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--backbone",
      paramLabel = "FILE.h5",
      description = "InceptionV3 weights in the layout of Keras, instead of the embedded ones.")
  private @Nullable Path backbone;

  @Option(names = "--json", paramLabel = "FILE", description = "Where to write the result as JSON.")
  private @Nullable Path json;

  TrainCommand(Console console, ModelSource models) {
    this.console = console;
    this.models = models;
  }

  @Override
  public Integer call() throws IOException {
    TrainingPlan plan = plan();
    OutputFile bundle = OutputFile.regularAt(out);
    OutputFile report = json == null ? null : OutputFile.at(json);
    if (report != null && report.isSameAs(bundle)) {
      throw misuse("--out and --json name the same file: " + out);
    }
    // Before the images, which take long: a wrong backbone is found at once.
    Trainer<?> trainer = models.trainer(plan);
    Progress progress = new Progress(console);
    UnreadableImages unreadable = new UnreadableImages(console);
    TrainingData sets = sets(progress, unreadable);
    console.print(TrainingText.before(plan, sets));
    TrainingReport result = train(trainer, sets, bundle, progress);
    if (report != null) {
      report.write(JsonReports.bytes(JsonReports.training(result)));
    }
    console.print(TrainingText.after(result, out));
    return unreadable.exitStatus();
  }

  private TrainingPlan plan() {
    if (size < SMALLEST_SIZE || size > LARGEST_SIZE) {
      throw misuse(
          "--size must be from " + SMALLEST_SIZE + " to " + LARGEST_SIZE + ", not " + size);
    }
    int most = epochs == null ? recipe.epochs() : epochs;
    if (most < 1) {
      throw misuse("--epochs must be at least 1, not " + most);
    }
    return new TrainingPlan(recipe, size, most, seed, backbone);
  }

  private ParameterException misuse(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }

  private TrainingData sets(Progress progress, UnreadableImages unreadable) throws IOException {
    Dataset all = Datasets.open(data);
    if (validation == null) {
      return TrainingData.divide(unreadable.leaveOut(all, progress), seed);
    }
    TrainingData sets = TrainingData.of(all, Datasets.open(validation));
    if (sets.inBoth() > 0) {
      console.note(
          "cellclass: images in both --data and --validation, which makes the validation look"
              + " better than it is: "
              + sets.inBoth());
    }
    return new TrainingData(
        unreadable.leaveOut(sets.training(), progress),
        unreadable.leaveOut(sets.validation(), progress));
  }

  private TrainingReport train(
      Trainer<?> trainer, TrainingData sets, OutputFile bundle, Progress progress)
      throws IOException {
    long start = System.nanoTime();
    TrainingResult<?> result = trainer.train(sets.training(), sets.validation(), progress);
    double seconds = (System.nanoTime() - start) / 1e9;
    try (Classifier classifier = result.classifier()) {
      classifier.save(bundle.path());
      Evaluation evaluation = Evaluation.of(classifier, sets.validation());
      return new TrainingReport(
          sets, result.history(), seconds, evaluation, classifier.provenance());
    }
  }
}
