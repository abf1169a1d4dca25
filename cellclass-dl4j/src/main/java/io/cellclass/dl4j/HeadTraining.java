package io.cellclass.dl4j;

import io.cellclass.EpochSummary;
import io.cellclass.RandomStreams;
import io.cellclass.TrainingDivergedException;
import io.cellclass.TrainingListener;
import io.cellclass.network.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The training loop of a {@link DenseHead} on features. For one use. */
final class HeadTraining {
  /** The learning rate is halved after this many epochs without a lower validation loss. */
  private static final int PLATEAU = 5;

  private static final double SMALLEST_RATE = 1e-6;

  /**
   * How to train.
   *
   * @param epochs the largest number of epochs
   * @param batch the number of images in a mini-batch
   * @param learningRate the learning rate of the first epoch
   * @param patience the number of epochs without a better validation accuracy after which to end
   * @param seed the seed of all chance
   */
  record Schedule(int epochs, int batch, double learningRate, int patience, long seed) {}

  private final Features features;
  private final Schedule schedule;
  private final TrainingListener listener;
  private double rate;
  private double bestAccuracy = -1;
  private double lossAtBest = Double.POSITIVE_INFINITY;
  private double lowestLoss = Double.POSITIVE_INFINITY;
  private int epochsSinceBest;
  private int epochsSinceLowest;
  private Map<String, Tensor> bestWeights = Map.of();

  HeadTraining(Features features, Schedule schedule, TrainingListener listener) {
    this.features = features;
    this.schedule = schedule;
    this.listener = listener;
    this.rate = schedule.learningRate();
  }

  /**
   * Trains and returns the weights of the best epoch.
   *
   * @param history each epoch is added to it
   */
  Map<String, Tensor> run(List<EpochSummary> history) {
    try (Dl4jThread thread = new Dl4jThread()) {
      DenseHead head =
          thread.run(
              () -> new DenseHead(features.width(), features.classCount(), rate, schedule.seed()));
      try {
        for (int epoch = 1;
            epoch <= schedule.epochs() && epochsSinceBest < schedule.patience();
            epoch++) {
          int current = epoch;
          EpochSummary summary = thread.run(() -> epoch(head, current));
          history.add(summary);
          listener.epochEnded(summary);
        }
      } finally {
        thread.run(
            () -> {
              head.close();
              return null;
            });
      }
    }
    return bestWeights;
  }

  private EpochSummary epoch(DenseHead head, int epoch) {
    long start = System.nanoTime();
    float[][] view = features.view(epoch % features.views());
    int[] order = shuffled(view.length, RandomStreams.of(schedule.seed(), epoch, "order"));
    for (int from = 0; from < order.length; from += schedule.batch()) {
      int[] batch =
          Arrays.copyOfRange(order, from, Math.min(order.length, from + schedule.batch()));
      double loss =
          head.learn(
              Arrays.stream(batch).mapToObj(i -> view[i]).toArray(float[][]::new),
              Arrays.stream(batch).map(i -> features.classes()[i]).toArray());
      requireFinite(epoch, loss);
    }
    LinearSoftmax.Quality learnt = head.quality(features.view(0), features.classes());
    LinearSoftmax.Quality unseen =
        head.quality(features.validation(), features.validationClasses());
    // A step is judged by the loss before it: the last one of an epoch only here.
    requireFinite(epoch, learnt.loss());
    requireFinite(epoch, unseen.loss());
    double used = rate;
    judge(head, unseen);
    return new EpochSummary(
        epoch,
        learnt.loss(),
        learnt.accuracy(),
        unseen.loss(),
        unseen.accuracy(),
        used,
        (System.nanoTime() - start) / 1e9);
  }

  private static void requireFinite(int epoch, double loss) {
    if (!Double.isFinite(loss)) {
      throw new TrainingDivergedException(epoch, loss);
    }
  }

  private void judge(DenseHead head, LinearSoftmax.Quality unseen) {
    epochsSinceBest = unseen.accuracy() > bestAccuracy ? 0 : epochsSinceBest + 1;
    if (unseen.accuracy() > bestAccuracy
        || (unseen.accuracy() == bestAccuracy && unseen.loss() < lossAtBest)) {
      bestAccuracy = unseen.accuracy();
      lossAtBest = unseen.loss();
      bestWeights = head.weights();
    }
    if (unseen.loss() < lowestLoss) {
      lowestLoss = unseen.loss();
      epochsSinceLowest = 0;
    } else if (++epochsSinceLowest >= PLATEAU) {
      rate = Math.max(SMALLEST_RATE, rate / 2);
      head.setLearningRate(rate);
      epochsSinceLowest = 0;
    }
  }

  private static int[] shuffled(int length, RandomGenerator random) {
    int[] order = new int[length];
    for (int i = 0; i < length; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
