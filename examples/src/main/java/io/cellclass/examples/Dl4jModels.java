package io.cellclass.examples;

import io.cellclass.Classifier;
import io.cellclass.ClassifierEngine;
import io.cellclass.RgbImage;
import io.cellclass.Trainer;
import io.cellclass.dl4j.Dl4jClassifier;
import io.cellclass.dl4j.FineTuningTrainer;
import io.cellclass.dl4j.InceptionV3Trainer;
import io.cellclass.dl4j.MajorityTrainer;
import io.cellclass.dl4j.MorphologyTrainer;
import io.cellclass.dl4j.MultiDepthTrainer;
import io.cellclass.examples.TrainingPlan.Descent;
import io.cellclass.inception.InceptionWeights;
import io.cellclass.network.Backbone;
import io.cellclass.network.ModelBundle;
import io.cellclass.wbc.WbcModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Trains on Deeplearning4j and classifies on the fastest engine there is. */
final class Dl4jModels implements ModelSource {
  @Override
  public Classifier load(Path file, @Nullable String engine) throws IOException {
    return engine == null ? Classifier.load(file) : ClassifierEngine.named(engine).load(file);
  }

  @Override
  public Map<String, Trainer<?>> baselines(long seed) {
    Map<String, Trainer<?>> baselines = new LinkedHashMap<>();
    baselines.put("morphology", MorphologyTrainer.of(seed));
    baselines.put("majority", MajorityTrainer.of(seed));
    return baselines;
  }

  @Override
  public Classifier ready(@Nullable String engine) {
    return engine == null ? WbcModel.load() : WbcModel.load(ClassifierEngine.named(engine));
  }

  @Override
  public Optional<Classifier> withRandomHead(Classifier classifier, long seed) {
    return classifier instanceof Dl4jClassifier trained
        ? Optional.of(trained.withRandomHead(seed))
        : Optional.empty();
  }

  @Override
  public void compact(Path bundle) throws IOException {
    ModelBundle.read(bundle).writeCompact(bundle);
  }

  @Override
  public void export(Path bundle, ExportRequest request, List<RgbImage> calibration, Path file)
      throws IOException {
    new Exports(ModelBundle.read(bundle), calibration).write(request, file);
  }

  @Override
  public Trainer<?> trainer(TrainingPlan plan) throws IOException {
    Path file = plan.backbone();
    Backbone backbone = file == null ? InceptionWeights.load() : Backbone.kerasFile(file);
    return switch (plan.recipe()) {
      case PAPER -> paper(plan, backbone);
      case DEFAULT -> multiDepth(plan, backbone, plan.epochs());
      case BEST -> fineTuned(plan, multiDepth(plan, backbone, Recipe.DEFAULT.epochs()));
    };
  }

  private static MultiDepthTrainer multiDepth(TrainingPlan plan, Backbone backbone, int epochs) {
    MultiDepthTrainer.Builder builder =
        MultiDepthTrainer.builder(backbone).size(plan.size()).epochs(epochs).seed(plan.seed());
    ifSaid(plan.augment(), set -> builder.augmentation(set.augmentation()));
    if (plan.augment() == AugmentationSet.NONE) {
      builder.views(0);
    }
    ifSaid(plan.balance(), builder::balance);
    return builder.build();
  }

  private static InceptionV3Trainer paper(TrainingPlan plan, Backbone backbone) {
    InceptionV3Trainer.Builder builder =
        InceptionV3Trainer.builder(backbone)
            .size(plan.size())
            .epochs(plan.epochs())
            .seed(plan.seed());
    ifSaid(plan.augment(), set -> builder.augmentation(set.augmentation()));
    if (plan.augment() == AugmentationSet.NONE) {
      builder.views(0);
    }
    ifSaid(plan.balance(), builder::balance);
    Descent descent = plan.descent();
    ifSaid(descent.trainable(), builder::trainable);
    ifSaid(descent.optimizer(), builder::optimizer);
    ifSaid(descent.learningRate(), builder::learningRate);
    ifSaid(descent.batch(), builder::batch);
    ifSaid(descent.patience(), builder::patience);
    ifSaid(plan.checkpoints(), builder::checkpoints);
    if (plan.resume()) {
      ifSaid(plan.checkpoints(), builder::resume);
    }
    return builder.build();
  }

  private static FineTuningTrainer fineTuned(TrainingPlan plan, MultiDepthTrainer start) {
    FineTuningTrainer.Builder builder =
        FineTuningTrainer.builder(start).epochs(plan.epochs()).seed(plan.seed());
    ifSaid(plan.augment(), set -> builder.augmentation(set.augmentation()));
    ifSaid(plan.balance(), builder::balance);
    Descent descent = plan.descent();
    ifSaid(descent.trainable(), builder::trainable);
    ifSaid(descent.optimizer(), builder::optimizer);
    ifSaid(descent.learningRate(), builder::learningRate);
    ifSaid(descent.batch(), builder::batch);
    ifSaid(descent.patience(), builder::patience);
    ifSaid(plan.checkpoints(), builder::checkpoints);
    if (plan.resume()) {
      ifSaid(plan.checkpoints(), builder::resume);
    }
    return builder.build();
  }

  private static <T> void ifSaid(@Nullable T value, Consumer<T> setter) {
    if (value != null) {
      setter.accept(value);
    }
  }
}
