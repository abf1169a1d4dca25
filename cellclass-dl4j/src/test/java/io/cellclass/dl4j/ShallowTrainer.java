package io.cellclass.dl4j;

import io.cellclass.Dataset;
import io.cellclass.EpochSummary;
import io.cellclass.Trainer;
import io.cellclass.TrainingListener;
import io.cellclass.TrainingResult;
import io.cellclass.network.Network;
import io.cellclass.network.Node;
import io.cellclass.network.Operation.Dense;
import io.cellclass.network.Operation.Softmax;
import io.cellclass.network.Preprocessing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A linear layer on the second Inception block, at the smallest size: a start for fine-tuning that
 * takes a moment.
 *
 * @param lambda how strongly the layer is regularised: a large one leaves something to learn
 */
record ShallowTrainer(double lambda, long seed) implements Trainer<Dl4jClassifier> {
  @Override
  public TrainingResult<Dl4jClassifier> train(
      Dataset training, Dataset validation, TrainingListener listener) throws IOException {
    TrainingRecord.requireTrainable(training, validation);
    try (ImagePipeline pipeline = new ImagePipeline()) {
      ImageSurvey survey =
          ImageSurvey.of(training.samples(), validation.samples(), pipeline, listener);
      Preprocessing preprocessing =
          new Preprocessing(survey.framing(), SmallModels.SIZE, SmallModels.BACKBONE.range());
      Network pooled = PooledBlocks.of(SmallModels.BACKBONE, SmallModels.SIZE, List.of("mixed1"));
      Features features;
      try (FeatureExtractor extractor = new FeatureExtractor(pooled, preprocessing, pipeline)) {
        features =
            Features.extract(
                extractor, training, validation, (image, random) -> image, 0, seed, listener);
      }
      List<EpochSummary> history = new ArrayList<>();
      LinearSoftmax fit = features.fit(lambda, Balance.NONE, 20, history, listener);
      Dl4jClassifier classifier =
          Dl4jClassifier.trained(
              withHead(pooled, fit),
              preprocessing,
              training.labels(),
              TrainingRecord.provenance(
                  survey.dataHash(), seed, Map.of("trainer", "ShallowTrainer")));
      return new TrainingResult<>(classifier, history);
    }
  }

  private static Network withHead(Network pooled, LinearSoftmax fit) {
    int classes = fit.bias().size();
    return PooledBlocks.withHead(
        pooled,
        List.of(
            new Node("logits", new Dense(classes, false), List.of(PooledBlocks.FEATURES)),
            new Node("probabilities", new Softmax(), List.of("logits"))),
        Map.of("logits/kernel", fit.kernel(), "logits/bias", fit.bias()));
  }
}
