package io.cellclass.dl4j;

import io.cellclass.EpochSummary;
import io.cellclass.RandomStreams;
import io.cellclass.TrainingDivergedException;
import io.cellclass.TrainingListener;
import io.cellclass.dl4j.EpochOrder.Draw;
import io.cellclass.network.Tensor;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trains a {@link Learner} epoch by epoch, and leaves the best epoch's weights in it. For one use,
 * by one thread; the learner is used on its own.
 */
final class TrainingLoop implements AutoCloseable {
  private final Dl4jThread thread;
  private final Learner learner;
  private final TrainingInputs inputs;
  private final TrainingPlan plan;
  private final Checkpoints checkpoints;
  private final TrainingListener listener;
  private final Targets targets;
  private final Descent descent;
  private final BestParameters best;

  private final List<EpochSummary> history = new ArrayList<>();
  private RateState rate;
  private StoppingState stopping;
  private boolean startCounts;

  /** What a training ends with. */
  record Trained(Map<String, Tensor> weights, List<EpochSummary> history) {}

  /**
   * A training that has not begun.
   *
   * @param thread the learner's
   * @param learner what to train; stays the caller's to close
   */
  TrainingLoop(
      Dl4jThread thread,
      Learner learner,
      TrainingInputs inputs,
      TrainingPlan plan,
      Checkpoints checkpoints,
      TrainingListener listener) {
    this.thread = thread;
    this.learner = learner;
    this.inputs = inputs;
    this.plan = plan;
    this.checkpoints = checkpoints;
    this.listener = listener;
    this.targets =
        new Targets(
            inputs.classes(),
            inputs.classCount(),
            plan.labelSmoothing(),
            plan.balance() == Balance.WEIGHTS);
    this.rate = RateState.first(plan.schedule(), plan.learningRate(), plan.epochs());
    this.stopping = StoppingState.first();
    this.descent =
        thread.run(
            () ->
                new Descent(
                    learner, plan.optimizer(), plan.backboneRate(), plan.gradientClipping()));
    this.best = thread.run(() -> new BestParameters(learner.parameters()));
  }

  /** Counts the weights that the learner comes with as the best so far: they have to be beaten. */
  void keepStartUnlessBeaten() {
    startCounts = true;
  }

  /**
   * Trains, or goes on where a checkpoint stands.
   *
   * @throws TrainingDivergedException if a loss or a parameter is no longer finite
   * @throws InterruptedIOException if the thread is interrupted; its interrupt status stays set
   */
  Trained run() throws IOException {
    Optional<Checkpoints.Found> earlier = checkpoints.resumed();
    if (earlier.isPresent()) {
      restore(earlier.get());
    } else if (startCounts) {
      stopping = StoppingState.from(unseen());
    }
    while (history.size() < plan.epochs()
        && stopping.epochsSinceBetter() < plan.stopping().patience()) {
      EpochSummary summary = epoch(history.size() + 1);
      history.add(summary);
      checkpoints.write(this::state);
      listener.epochEnded(summary);
    }
    return thread.run(
        () -> {
          best.restore();
          return new Trained(learner.weights(), List.copyOf(history));
        });
  }

  private EpochSummary epoch(int epoch) throws IOException {
    long start = System.nanoTime();
    double used = rate.rate();
    List<Draw> draws =
        EpochOrder.of(
            inputs.classes(),
            inputs.classCount(),
            plan.balance(),
            RandomStreams.of(plan.seed(), epoch, "order"));
    RunningQuality running = new RunningQuality();
    inputs.training(
        epoch,
        draws,
        plan.batch(),
        batch -> {
          requireNotInterrupted();
          List<Draw> drawn = draws.subList(running.images(), running.images() + batch.size());
          running.add(learn(batch, drawn, used), batch.size());
          requireFinite(epoch, running.last().loss());
        });
    Quality learnt = plain().orElseGet(running::mean);
    Quality unseen = unseen();
    // A step is judged by the loss before it: the last one of an epoch only here.
    requireFinite(epoch, learnt.loss());
    requireFinite(epoch, unseen.loss());
    if (!thread.run(() -> Rows.isFinite(learner.parameters()))) {
      throw new TrainingDivergedException(epoch, "a weight is no longer a finite number");
    }
    judge(epoch, unseen);
    return new EpochSummary(
        epoch,
        learnt.loss(),
        learnt.accuracy(),
        unseen.loss(),
        unseen.accuracy(),
        used,
        (System.nanoTime() - start) / 1e9);
  }

  /** A step; what is dropped in it depends on the seed and its number alone. */
  private Quality learn(List<float[]> batch, List<Draw> draws, double used) {
    Minibatch minibatch = targets.minibatch(batch, draws);
    int[] classes = draws.stream().mapToInt(draw -> inputs.classes()[draw.image()]).toArray();
    return thread.run(
        () -> {
          double loss =
              learner.learn(minibatch, RandomStreams.of(plan.seed(), descent.steps(), "dropout"));
          descent.step(used);
          return new Quality(loss, Quality.of(learner.learnt(), classes).accuracy());
        });
  }

  private Optional<Quality> plain() throws IOException {
    List<float[]> probabilities = new ArrayList<>();
    return inputs.plain(part -> collect(part, probabilities))
        ? Optional.of(Quality.of(probabilities.toArray(float[][]::new), inputs.classes()))
        : Optional.empty();
  }

  private Quality unseen() throws IOException {
    List<float[]> probabilities = new ArrayList<>();
    inputs.validation(part -> collect(part, probabilities));
    return Quality.of(probabilities.toArray(float[][]::new), inputs.validationClasses());
  }

  private void collect(List<float[]> part, List<float[]> probabilities) throws IOException {
    requireNotInterrupted();
    probabilities.addAll(List.of(thread.run(() -> learner.probabilities(part))));
  }

  private void judge(int epoch, Quality unseen) {
    stopping = stopping.after(epoch, unseen, plan.stopping());
    rate = rate.after(plan.schedule(), plan.learningRate(), plan.epochs(), unseen.loss());
    if (stopping.bestEpoch() == epoch) {
      thread.run(
          () -> {
            best.keep();
            return null;
          });
    }
  }

  private TrainingState state() {
    return thread.run(
        () ->
            new TrainingState(
                descent.steps(),
                rate,
                stopping,
                history,
                Rows.copy(learner.parameters()),
                best.copy(),
                descent.state()));
  }

  private void restore(Checkpoints.Found found) throws MalformedCheckpointException {
    TrainingState state = found.state();
    rate = state.rate();
    stopping = state.stopping();
    history.addAll(state.history());
    try {
      thread.run(
          () -> {
            Rows.set(learner.parameters(), "parameters", state.parameters());
            best.set(state.best());
            descent.restore(state.steps(), state.optimizer());
            return null;
          });
    } catch (IllegalArgumentException e) {
      throw new MalformedCheckpointException(found.file(), String.valueOf(e.getMessage()), e);
    }
  }

  private static void requireFinite(int epoch, double loss) {
    if (!Double.isFinite(loss)) {
      throw new TrainingDivergedException(epoch, loss);
    }
  }

  static void requireNotInterrupted() throws InterruptedIOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("interrupted while training");
    }
  }

  /** Frees what is beside the learner. */
  @Override
  public void close() {
    thread.run(
        () -> {
          descent.close();
          best.close();
          return null;
        });
  }
}
