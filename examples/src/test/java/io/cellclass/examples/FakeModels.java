package io.cellclass.examples;

import io.cellclass.Classifier;
import io.cellclass.Dataset;
import io.cellclass.EpochSummary;
import io.cellclass.LabelSet;
import io.cellclass.Trainer;
import io.cellclass.TrainingListener;
import io.cellclass.TrainingResult;
import io.cellclass.testkit.FakeClassifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Classifiers that say what {@link PlainImages} tell them, and trainers that learn nothing. */
final class FakeModels implements ModelSource {
  static final EpochSummary FIRST = new EpochSummary(1, 0.5, 0.75, 0.625, 0.5, 0.001, 2.5);
  static final EpochSummary SECOND =
      new EpochSummary(2, 0.25, 1, Double.POSITIVE_INFINITY, 0.5, 0.001, 2);

  final List<TrainingPlan> plans = new ArrayList<>();
  final List<TrainingData> learnt = new ArrayList<>();
  final List<Path> loaded = new ArrayList<>();
  final List<Path> compacted = new ArrayList<>();
  int readied;

  @Override
  public Classifier load(Path bundle) throws IOException {
    loaded.add(bundle);
    try (Classifier saved = FakeClassifier.load(bundle)) {
      return FakeClassifier.of(saved.labels(), PlainImages::probabilities);
    }
  }

  @Override
  public Classifier ready() {
    readied++;
    return FakeClassifier.of(LabelSet.of("alpha", "beta"), PlainImages::probabilities);
  }

  @Override
  public void compact(Path bundle) {
    compacted.add(bundle);
  }

  @Override
  public Trainer<?> trainer(TrainingPlan plan) {
    plans.add(plan);
    return new FakeTrainer();
  }

  /** One that always says the first label. */
  @Override
  public Map<String, Trainer<?>> baselines(long seed) {
    return Map.of("first", (Trainer<Classifier>) FakeModels::first);
  }

  private static TrainingResult<Classifier> first(
      Dataset training, Dataset validation, TrainingListener listener) {
    return new TrainingResult<>(
        FakeClassifier.of(training.labels(), image -> new float[] {0.75f, 0.25f}), List.of(FIRST));
  }

  private final class FakeTrainer implements Trainer<Classifier> {
    @Override
    public TrainingResult<Classifier> train(
        Dataset training, Dataset validation, TrainingListener listener) {
      learnt.add(new TrainingData(training, validation));
      listener.progressed("features", training.size(), training.size());
      listener.epochEnded(FIRST);
      listener.epochEnded(SECOND);
      return new TrainingResult<>(
          FakeClassifier.of(training.labels(), PlainImages::probabilities), List.of(FIRST, SECOND));
    }
  }
}
