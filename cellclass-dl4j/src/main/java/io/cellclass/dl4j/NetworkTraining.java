package io.cellclass.dl4j;

import io.cellclass.EpochSummary;
import io.cellclass.TrainingListener;
import io.cellclass.dl4j.Trainable.Blocks;
import io.cellclass.dl4j.TrainingLoop.Trained;
import io.cellclass.network.Network;
import io.cellclass.network.Node;
import io.cellclass.network.Tensor;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Runs a training from a network to the trained network. */
final class NetworkTraining {
  private final TrainingPlan plan;
  private final Checkpoints checkpoints;
  private final TrainingListener listener;

  /** A training of this plan. */
  NetworkTraining(TrainingPlan plan, Checkpoints checkpoints, TrainingListener listener) {
    this.plan = plan;
    this.checkpoints = checkpoints;
    this.listener = listener;
  }

  /** What a training ends with. */
  record Result(Network network, List<EpochSummary> history) {
    Result {
      history = List.copyOf(history);
    }
  }

  /** Something that trains a learner on its thread. */
  private interface Use<L> {
    Result train(Dl4jThread thread, L learner) throws IOException;
  }

  /** What stays as it is where so much of a network is to be trained. */
  static String boundary(Trainable trainable, Network network) {
    return trainable instanceof Blocks blocks
        ? NetworkLearner.boundaryBefore(blocks.last(), network)
        : Network.INPUT;
  }

  /** Trains a {@link DenseHead} on features of a network. */
  Result head(Network pooled, Map<String, Tensor> start, double dropout, TrainingInputs inputs)
      throws IOException {
    return with(
        () -> new HeadLearner(start, dropout),
        (thread, learner) -> {
          try (TrainingLoop loop = loop(thread, learner, inputs)) {
            Trained trained = loop.run();
            List<Node> nodes = DenseHead.nodes(inputs.classCount(), dropout);
            return new Result(
                PooledBlocks.withHead(pooled, nodes, trained.weights()), trained.history());
          }
        });
  }

  /**
   * Trains a network, and estimates before how long an epoch will take.
   *
   * @param boundary the value up to which it stays as it is; {@link Network#INPUT} to train all
   * @param mayKeepStart whether the start's weights stay where no epoch is better
   */
  Result network(
      Network start,
      String boundary,
      boolean updateBatchNorm,
      boolean mayKeepStart,
      ImageInputs inputs)
      throws IOException {
    return with(
        () -> new NetworkLearner(start, boundary, updateBatchNorm),
        (thread, learner) -> {
          listener.estimated(EpochEstimate.of(thread, learner, inputs, plan), plan.epochs());
          try (TrainingLoop loop = loop(thread, learner, inputs)) {
            if (mayKeepStart) {
              loop.keepStartUnlessBeaten();
            }
            Trained trained = loop.run();
            return new Result(learner.network(trained.weights()), trained.history());
          }
        });
  }

  private TrainingLoop loop(Dl4jThread thread, Learner learner, TrainingInputs inputs) {
    return new TrainingLoop(thread, learner, inputs, plan, checkpoints, listener);
  }

  private static <L extends Learner> Result with(Supplier<L> maker, Use<L> use) throws IOException {
    try (Dl4jThread thread = new Dl4jThread()) {
      L learner = thread.run(maker::get);
      try {
        return use.train(thread, learner);
      } finally {
        thread.run(
            () -> {
              learner.close();
              return null;
            });
      }
    }
  }
}
