package io.cellclass.dl4j;

import io.cellclass.RandomStreams;
import io.cellclass.dl4j.EpochOrder.Draw;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** How long an epoch will take, from a measured step. It changes nothing of the training. */
final class EpochEstimate {
  private EpochEstimate() {}

  static Duration of(Dl4jThread thread, Learner learner, ImageInputs inputs, TrainingPlan plan)
      throws IOException {
    int[] classes = inputs.classes();
    List<Draw> draws =
        EpochOrder.of(
                classes,
                inputs.classCount(),
                plan.balance(),
                RandomStreams.of(plan.seed(), 1, "order"))
            .subList(0, Math.min(plan.batch(), classes.length));
    Targets targets = new Targets(classes, inputs.classCount(), plan.labelSmoothing(), false);
    Minibatch batch = targets.minibatch(inputs.augmented(1, draws), draws);

    Runnable step = () -> learner.learn(batch, RandomStreams.of(plan.seed(), 0, "dropout"));
    // The first of each also takes memory and compiles.
    double learning = secondsOfSecond(thread, step);
    Runnable look = () -> learner.probabilities(batch.inputs());
    double looking = secondsOfSecond(thread, look);
    double images = classes.length * learning + inputs.validationClasses().length * looking;
    return Duration.ofNanos((long) (images / draws.size() * 1e9));
  }

  private static double secondsOfSecond(Dl4jThread thread, Runnable task) {
    return thread.run(
        () -> {
          task.run();
          long start = System.nanoTime();
          task.run();
          return (System.nanoTime() - start) / 1e9;
        });
  }
}
