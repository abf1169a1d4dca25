package io.cellclass.examples;

import io.cellclass.Classifier;
import io.cellclass.CrossValidation;
import io.cellclass.CrossValidationListener;
import io.cellclass.Dataset;
import io.cellclass.Datasets;
import io.cellclass.Evaluation;
import io.cellclass.Folds;
import io.cellclass.LabelSet;
import io.cellclass.Split;
import io.cellclass.Trainer;
import io.cellclass.TrainingResult;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Measures the baselines. */
final class Baselines {
  private static final int FOLDS = 5;
  private static final double VALIDATION_SHARE = 0.1;
  private static final long SEED = 42;

  private final ModelSource models;
  private final Console console;

  Baselines(ModelSource models, Console console) {
    this.models = models;
    this.console = console;
  }

  /** Each baseline, trained and measured on these parts. */
  Map<String, Evaluation> measure(TrainingData sets, long seed) throws IOException {
    Map<String, Evaluation> measured = new LinkedHashMap<>();
    for (Map.Entry<String, Trainer<?>> baseline : models.baselines(seed).entrySet()) {
      measured.put(
          baseline.getKey(),
          trained(baseline.getValue(), sets.training(), sets.validation(), sets.validation()));
    }
    return measured;
  }

  /**
   * Each baseline on images.
   *
   * @param learnt what it learns from; the images themselves, in folds, if null
   */
  Map<String, Evaluation> measure(@Nullable Dataset learnt, Dataset images) throws IOException {
    Map<String, Evaluation> measured = new LinkedHashMap<>();
    if (learnt == null) {
      for (String name : models.baselines(SEED).keySet()) {
        measured.put(name + " (5 folds)", inFolds(name, images));
      }
      return measured;
    }
    Split split = Split.stratified(learnt, VALIDATION_SHARE, SEED);
    for (Map.Entry<String, Trainer<?>> baseline : models.baselines(SEED).entrySet()) {
      measured.put(
          baseline.getKey(),
          trained(baseline.getValue(), split.training(), split.validation(), images));
    }
    return measured;
  }

  private Evaluation trained(
      Trainer<?> trainer, Dataset training, Dataset validation, Dataset images) throws IOException {
    TrainingResult<?> result = trainer.train(training, validation, new Progress(console));
    try (Classifier classifier = result.classifier()) {
      return Evaluation.of(classifier, images);
    }
  }

  private Evaluation inFolds(String name, Dataset images) throws IOException {
    // A class of the classifier's without images here cannot be learnt.
    Dataset present =
        Datasets.of(
            LabelSet.of(
                images.labels().asList().stream().filter(l -> images.count(l) > 0).toList()),
            images.samples());
    Map<String, Trainer<?>> trainers = models.baselines(SEED);
    return CrossValidation.of(
            seed -> Folds.stratified(present, FOLDS, seed),
            VALIDATION_SHARE,
            List.of(SEED),
            seed -> Objects.requireNonNull(trainers.get(name)),
            CrossValidationListener.none())
        .evaluations()
        .get(0);
  }
}
