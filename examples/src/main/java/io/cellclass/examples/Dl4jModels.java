package io.cellclass.examples;

import io.cellclass.Classifier;
import io.cellclass.Trainer;
import io.cellclass.dl4j.InceptionV3Trainer;
import io.cellclass.dl4j.MultiDepthTrainer;
import io.cellclass.inception.InceptionWeights;
import io.cellclass.network.Backbone;
import java.io.IOException;
import java.nio.file.Path;

/** Trains on Deeplearning4j and classifies on the fastest engine there is. */
final class Dl4jModels implements ModelSource {
  @Override
  public Classifier load(Path bundle) throws IOException {
    return Classifier.load(bundle);
  }

  @Override
  public Trainer<?> trainer(TrainingPlan plan) throws IOException {
    Path file = plan.backbone();
    Backbone backbone = file == null ? InceptionWeights.load() : Backbone.kerasFile(file);
    return switch (plan.recipe()) {
      case PAPER ->
          InceptionV3Trainer.builder(backbone)
              .size(plan.size())
              .epochs(plan.epochs())
              .seed(plan.seed())
              .build();
      case DEFAULT ->
          MultiDepthTrainer.builder(backbone)
              .size(plan.size())
              .epochs(plan.epochs())
              .seed(plan.seed())
              .build();
    };
  }
}
