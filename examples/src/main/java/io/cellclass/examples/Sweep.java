package io.cellclass.examples;

import io.cellclass.Classifier;
import io.cellclass.Dataset;
import io.cellclass.EpochSummary;
import io.cellclass.Evaluation;
import io.cellclass.Trainer;
import io.cellclass.TrainingDivergedException;
import io.cellclass.TrainingListener;
import io.cellclass.TrainingResult;
import io.cellclass.report.StepAccuracy;
import io.cellclass.report.SweepRun;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
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
   * One training, which may diverge.
   *
   * @param aside the images to validate with; a fifth of the others if null
   */
  SweepRun run(Dataset images, @Nullable Dataset aside, double rate, long seed) throws IOException {
    TrainingData sets =
        aside == null ? TrainingData.divide(images, seed) : new TrainingData(images, aside);
    Trainer<?> trainer = models.trainer(plan.withSeed(seed).withLearningRate(rate));
    Epochs epochs = new Epochs(new Progress(console));
    try {
      return finished(trainer, sets, epochs, rate, seed);
    } catch (TrainingDivergedException e) {
      // To see which rates are too high is what a sweep is for.
      tell(rate, seed, "diverged in epoch " + e.epoch());
      return SweepRun.diverged(rate, seed, e.epoch(), course(epochs.ended, sets.training().size()));
    }
  }

  private SweepRun finished(
      Trainer<?> trainer, TrainingData sets, TrainingListener listener, double rate, long seed)
      throws IOException {
    TrainingResult<?> result = trainer.train(sets.training(), sets.validation(), listener);
    try (Classifier classifier = result.classifier()) {
      double accuracy = Evaluation.of(classifier, sets.validation()).accuracy();
      List<StepAccuracy> course = course(result.history(), sets.training().size());
      tell(rate, seed, Tables.percent(accuracy) + " after " + course.size() + " epochs");
      return SweepRun.of(rate, seed, accuracy, course);
    }
  }

  private void tell(double rate, long seed, String what) {
    console.note(
        String.format(
            Locale.ROOT, "learning rate %s, seed %d: %s", SweepText.rate(rate), seed, what));
  }

  private List<StepAccuracy> course(List<EpochSummary> history, int images) {
    Integer batch = plan.descent().batch();
    int size = batch == null ? USUAL_BATCH : batch;
    long steps = ((long) images + size - 1) / size;
    List<StepAccuracy> course = new ArrayList<>();
    for (EpochSummary epoch : history) {
      // The recipe best begins with a solver's, which have neither rate nor mini-batches.
      if (epoch.learningRate() > 0) {
        course.add(new StepAccuracy((course.size() + 1) * steps, epoch.validationAccuracy()));
      }
    }
    return course;
  }

  /** Keeps the epochs that it hears of: a training that diverges has no result to tell them. */
  private static final class Epochs implements TrainingListener {
    private final TrainingListener listener;
    private final List<EpochSummary> ended = new ArrayList<>();

    Epochs(TrainingListener listener) {
      this.listener = listener;
    }

    @Override
    public void progressed(String stage, int done, int total) {
      listener.progressed(stage, done, total);
    }

    @Override
    public void estimated(Duration epoch, int mostEpochs) {
      listener.estimated(epoch, mostEpochs);
    }

    @Override
    public void epochEnded(EpochSummary summary) {
      ended.add(summary);
      listener.epochEnded(summary);
    }
  }
}
