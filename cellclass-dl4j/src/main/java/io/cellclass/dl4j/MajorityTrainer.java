package io.cellclass.dl4j;

import io.cellclass.Dataset;
import io.cellclass.EpochSummary;
import io.cellclass.Trainer;
import io.cellclass.TrainingListener;
import io.cellclass.TrainingResult;
import io.cellclass.network.Framing.WholeImage;
import io.cellclass.network.Network;
import io.cellclass.network.Node;
import io.cellclass.network.Operation.Dense;
import io.cellclass.network.Operation.GlobalAveragePool;
import io.cellclass.network.Operation.Softmax;
import io.cellclass.network.Preprocessing;
import io.cellclass.network.Shape;
import io.cellclass.network.Tensor;
import io.cellclass.network.ValueRange;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Trains the baseline that does not look: for every image, each class has its share of the training
 * images as its probability. What a classifier is worth shows beside it, above all where classes
 * are not equally frequent.
 *
 * <p>The history has one epoch. The classifier is a network as any other, whose weights are zero
 * but for the biases. Immutable and safe for concurrent use.
 */
public final class MajorityTrainer implements Trainer<Dl4jClassifier> {
  private static final int CHANNELS = 3;

  private final long seed;

  private MajorityTrainer(long seed) {
    this.seed = seed;
  }

  /**
   * The trainer.
   *
   * @param seed written into the provenance; nothing here is left to chance
   */
  public static MajorityTrainer of(long seed) {
    return new MajorityTrainer(seed);
  }

  @Override
  public TrainingResult<Dl4jClassifier> train(
      Dataset training, Dataset validation, TrainingListener listener) throws IOException {
    TrainingRecord.requireTrainable(training, validation);
    try (ImagePipeline pipeline = new ImagePipeline()) {
      ImageSurvey survey =
          ImageSurvey.of(training.samples(), validation.samples(), pipeline, listener);
      LinearSoftmax shares = shares(training);
      EpochSummary summary = summary(quality(shares, training), quality(shares, validation));
      listener.epochEnded(summary);
      Dl4jClassifier classifier =
          Dl4jClassifier.trained(
              network(shares),
              new Preprocessing(new WholeImage(), 1, ValueRange.UNIT),
              training.labels(),
              TrainingRecord.provenance(
                  survey.dataHash(), seed, Map.of("trainer", "MajorityTrainer")));
      return new TrainingResult<>(classifier, List.of(summary));
    }
  }

  private static EpochSummary summary(Quality learnt, Quality unseen) {
    return new EpochSummary(
        1, learnt.loss(), learnt.accuracy(), unseen.loss(), unseen.accuracy(), 0, 0);
  }

  private static LinearSoftmax shares(Dataset training) {
    int classes = training.labels().size();
    double[] logarithms = new double[classes];
    for (int c = 0; c < classes; c++) {
      logarithms[c] = Math.log((double) training.count(training.labels().get(c)) / training.size());
    }
    return new LinearSoftmax(new double[classes][CHANNELS], logarithms);
  }

  private static Quality quality(LinearSoftmax shares, Dataset data) {
    return shares.quality(new float[data.size()][CHANNELS], TrainingRecord.classes(data));
  }

  private static Network network(LinearSoftmax shares) {
    Tensor bias = shares.bias();
    return Network.of(
        new Shape(1, 1, CHANNELS),
        List.of(
            new Node("pooled", new GlobalAveragePool(), List.of(Network.INPUT)),
            new Node("logits", new Dense(bias.size(), false), List.of("pooled")),
            new Node("probabilities", new Softmax(), List.of("logits"))),
        List.of("probabilities"),
        Map.of("logits/kernel", shares.kernel(), "logits/bias", bias));
  }
}
