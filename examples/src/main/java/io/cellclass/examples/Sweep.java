package io.cellclass.examples;

import io.cellclass.Classifier;
import io.cellclass.Dataset;
import io.cellclass.EpochSummary;
import io.cellclass.Evaluation;
import io.cellclass.Trainer;
import io.cellclass.TrainingResult;
import io.cellclass.report.StepAccuracy;
import io.cellclass.report.SweepRun;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Trains with one learning rate and seed after another. */
final class Sweep {
  private static final int USUAL_BATCH = 16;

  private final ModelSource models;
  private final TrainingPlan plan;
  private final Console console;

  Sweep(ModelSource models, TrainingPlan plan, Console console) {
    this.models = models;
    this.plan = plan;
    this.console = console;
  }

  /**
   * One training.
   *
   * @param aside the images to validate with; a fifth of the others if null
   */
  SweepRun run(Dataset images, @Nullable Dataset aside, double rate, long seed) throws IOException {
    TrainingData sets =
        aside == null ? TrainingData.divide(images, seed) : new TrainingData(images, aside);
    Trainer<?> trainer = models.trainer(plan.withSeed(seed).withLearningRate(rate));
    TrainingResult<?> result =
        trainer.train(sets.training(), sets.validation(), new Progress(console));
    try (Classifier classifier = result.classifier()) {
      double accuracy = Evaluation.of(classifier, sets.validation()).accuracy();
      console.note(
          String.format(
              Locale.ROOT,
              "learning rate %s, seed %d: %s after %d epochs",
              SweepText.rate(rate),
              seed,
              Tables.percent(accuracy),
              result.history().size()));
      return new SweepRun(rate, seed, accuracy, course(result.history(), sets.training().size()));
    }
  }

  private List<StepAccuracy> course(List<EpochSummary> history, int images) {
    Integer batch = plan.descent().batch();
    int size = batch == null ? USUAL_BATCH : batch;
    long steps = ((long) images + size - 1) / size;
    return history.stream()
        .map(epoch -> new StepAccuracy(epoch.epoch() * steps, epoch.validationAccuracy()))
        .toList();
  }
}
