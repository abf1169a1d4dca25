package io.cellclass.dl4j;

import io.cellclass.EpochSummary;
import io.cellclass.TrainingListener;
import io.cellclass.dl4j.TrainingLoop.Trained;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Trainings of a head on {@link Clouds}, which take a moment. */
final class LoopFixture {
  static final int WIDTH = 6;
  static final Clouds TRAINING = new Clouds(60, WIDTH, 1);
  static final Clouds VALIDATION = new Clouds(30, WIDTH, 2).mislabelled();
  static final double RATE = 0.02;

  /** What checkpoints of these trainings have in common. */
  static final Map<String, String> SETTINGS = Map.of("batch", "16", "trainer", "a test");

  private LoopFixture() {}

  static TrainingPlan plan(int epochs, int patience, long seed) {
    return plan(epochs, 16, RATE, patience, seed);
  }

  static TrainingPlan plan(int epochs, int batch, double rate, int patience, long seed) {
    return new TrainingPlan(
        epochs,
        batch,
        Optimizer.adam(),
        rate,
        1,
        LearningRateSchedule.paper(),
        EarlyStopping.paper().withPatience(patience),
        0,
        Balance.NONE,
        Double.POSITIVE_INFINITY,
        seed);
  }

  static TrainingPlan with(TrainingPlan plan, Optimizer optimizer, LearningRateSchedule schedule) {
    return new TrainingPlan(
        plan.epochs(),
        plan.batch(),
        optimizer,
        plan.learningRate(),
        plan.backboneRate(),
        schedule,
        plan.stopping(),
        plan.labelSmoothing(),
        plan.balance(),
        plan.gradientClipping(),
        plan.seed());
  }

  static Trained run(TrainingPlan plan) throws IOException {
    return run(plan, Checkpoints.none());
  }

  static Trained run(TrainingPlan plan, Checkpoints checkpoints) throws IOException {
    return run(plan, TRAINING.with(VALIDATION), checkpoints, TrainingListener.none());
  }

  static Trained run(
      TrainingPlan plan, Features features, Checkpoints checkpoints, TrainingListener listener)
      throws IOException {
    try (Dl4jThread thread = new Dl4jThread()) {
      HeadLearner learner =
          thread.run(
              () ->
                  new HeadLearner(
                      DenseHead.initialWeights(
                          features.width(), features.classCount(), plan.seed()),
                      0.5));
      try (TrainingLoop loop =
          new TrainingLoop(
              thread, learner, new FeatureInputs(features), plan, checkpoints, listener)) {
        return loop.run();
      } finally {
        thread.run(
            () -> {
              learner.close();
              return null;
            });
      }
    }
  }

  /** The history without the times that its epochs took. */
  static List<EpochSummary> timeless(List<EpochSummary> history) {
    return history.stream()
        .map(
            epoch ->
                new EpochSummary(
                    epoch.epoch(),
                    epoch.trainingLoss(),
                    epoch.trainingAccuracy(),
                    epoch.validationLoss(),
                    epoch.validationAccuracy(),
                    epoch.learningRate(),
                    0))
        .toList();
  }
}
