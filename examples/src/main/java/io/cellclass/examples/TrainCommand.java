package io.cellclass.examples;

import io.cellclass.Classifier;
import io.cellclass.Dataset;
import io.cellclass.Evaluation;
import io.cellclass.SplitAudit;
import io.cellclass.Trainer;
import io.cellclass.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
      "  cellclass train --data my-cells --out wbc.cellclass --report report",
      "  cellclass train --data train.csv --validation val.csv --out wbc.cellclass --json train.json",
      "  cellclass train --data my-cells --folds 5 --repeats 3 --baselines --out wbc.cellclass"
    })
@SuppressWarnings("NullAway.Init") // picocli sets what is injected or required.
final class TrainCommand implements Callable<Integer> {
  private final Console console;
  private final ModelSource models;

  @Spec private CommandSpec spec;
  @Mixin private DataOptions data;

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

  @Mixin private AuditOptions audit;
  @Mixin private LearningOptions learning;
  @Mixin private CrossValidationOptions crossValidation;

  @Option(
      names = "--baselines",
      description =
          "Also measures what always says the most frequent class, and what learns from measured"
              + " shapes and colours.")
  private boolean baselines;

  @Option(
      names = "--checkpoints",
      paramLabel = "DIR",
      description =
          "Keeps the state of the training there after each epoch; not for --recipe default.")
  private @Nullable Path checkpoints;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description = "Goes on from the newest state in DIR, and keeps further ones there.")
  private @Nullable Path resume;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Where to write a report: report.html, and each of its pictures.")
  private @Nullable Path report;

  @Option(
      names = "--compact",
      description =
          "Save the weights in 8 bits where that loses nothing: about a quarter of the size.")
  private boolean compact;

  @Option(names = "--json", paramLabel = "FILE", description = "Where to write the result as JSON.")
  private @Nullable Path json;

  TrainCommand(Console console, ModelSource models) {
    this.console = console;
    this.models = models;
  }

  @Override
  public Integer call() throws IOException {
    TrainingPlan plan = plan();
    crossValidation.check();
    OutputFile bundle = OutputFile.regularAt(out);
    OutputFile result = json == null ? null : OutputFile.at(json);
    if (result != null && result.isSameAs(bundle)) {
      throw misuse("--out and --json name the same file: " + out);
    }
    OutputFolder page = report == null ? null : OutputFolder.at(report);
    // Before the images, which take long: a wrong backbone is found at once.
    Trainer<?> trainer = models.trainer(plan);
    Progress progress = new Progress(console);
    UnreadableImages unreadable = new UnreadableImages(console);

    Dataset all = audit.grouped(unreadable.leaveOut(data.read(), progress), console);
    TrainingData sets = sets(all, plan.seed(), unreadable, progress);
    SplitAudit audited = audit.check(sets.parts(), console);
    CrossValidated folds = crossValidated(all, plan);
    console.print(TrainingText.before(plan, sets));
    TrainingReport done = train(trainer, sets, audited, folds, plan, bundle);
    if (result != null) {
      result.write(JsonReports.bytes(JsonReports.training(done)));
    }
    if (page != null) {
      HtmlReports.training(done, bundle.path(), GivenOptions.of(spec)).write(page.path());
    }
    console.print(TrainingText.after(done, out));
    return unreadable.exitStatus();
  }

  private TrainingPlan plan() {
    TrainingPlan plan = learning.plan(Recipe.DEFAULT);
    if (checkpoints == null && resume == null) {
      return plan;
    }
    if (plan.recipe() == Recipe.DEFAULT) {
      throw misuse(
          "--checkpoints and --resume are not for --recipe default, which has no epochs to go on"
              + " from; paper and best do");
    }
    if (checkpoints != null && resume != null) {
      throw misuse("--resume names the folder of --checkpoints: give one of them");
    }
    return resume == null
        ? plan.withCheckpoints(checkpoints, false)
        : plan.withCheckpoints(resume, true);
  }

  private ParameterException misuse(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }

  private TrainingData sets(Dataset all, long seed, UnreadableImages unreadable, Progress progress)
      throws IOException {
    if (validation == null) {
      return TrainingData.divide(all, seed);
    }
    TrainingData sets = TrainingData.of(all, data.read(validation));
    return new TrainingData(sets.training(), unreadable.leaveOut(sets.validation(), progress));
  }

  private @Nullable CrossValidated crossValidated(Dataset all, TrainingPlan plan)
      throws IOException {
    if (!crossValidation.wanted()) {
      return null;
    }
    CrossValidated folds =
        new CrossValidationRun(models, plan, crossValidation, audit, console).run(all, baselines);
    console.print(CrossValidationText.of(folds));
    return folds;
  }

  private TrainingReport train(
      Trainer<?> trainer,
      TrainingData sets,
      SplitAudit audited,
      @Nullable CrossValidated folds,
      TrainingPlan plan,
      OutputFile bundle)
      throws IOException {
    long start = System.nanoTime();
    TrainingResult<?> result =
        trainer.train(sets.training(), sets.validation(), new Progress(console));
    double seconds = (System.nanoTime() - start) / 1e9;
    try (Classifier classifier = result.classifier()) {
      classifier.save(bundle.path());
      if (compact) {
        models.compact(bundle.path());
      }
      Evaluation evaluation = Evaluation.of(classifier, sets.validation());
      return new TrainingReport(
          sets,
          result.history(),
          seconds,
          evaluation,
          baselines ? new Baselines(models, console).measure(sets, plan.seed()) : Map.of(),
          audited,
          folds,
          classifier.provenance());
    }
  }
}
