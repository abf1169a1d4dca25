package io.cellclass.examples;

import com.google.common.util.concurrent.Uninterruptibles;
import io.cellclass.Classifier;
import io.cellclass.Dataset;
import io.cellclass.EpochSummary;
import io.cellclass.LabelSet;
import io.cellclass.RgbImage;
import io.cellclass.Trainer;
import io.cellclass.TrainingDivergedException;
import io.cellclass.TrainingListener;
import io.cellclass.TrainingResult;
import io.cellclass.testkit.FakeClassifier;
import io.cellclass.testkit.GridClassifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Classifiers that say what {@link PlainImages} tell them, and trainers that learn nothing. */
final class FakeModels implements ModelSource {
  static final EpochSummary FIRST = new EpochSummary(1, 0.5, 0.75, 0.625, 0.5, 0.001, 2.5);
  static final EpochSummary SECOND =
      new EpochSummary(2, 0.25, 1, Double.POSITIVE_INFINITY, 0.5, 0.001, 2);

  final List<TrainingPlan> plans = new ArrayList<>();
  final List<TrainingData> learnt = new ArrayList<>();
  final List<Path> loaded = new ArrayList<>();
  final List<Optional<String>> engines = new ArrayList<>();
  final List<Path> compacted = new ArrayList<>();
  final List<ExportRequest> exports = new ArrayList<>();
  int readied;

  /** How many images told the ranges of the last export. */
  int calibrating;

  /** Whether exported files are read as classifiers that say the first label of every image. */
  boolean lossy;

  /** How many images a baseline last learnt from and validated with. */
  List<Integer> learntByBaselines = List.of();

  /** What the trainers tell of their epochs. */
  List<EpochSummary> history = List.of(FIRST, SECOND);

  /** The learning rate from which trainings diverge in their second epoch. */
  double divergingRate = Double.POSITIVE_INFINITY;

  /** Whether classifiers that are loaded give gradients. */
  boolean differentiable;

  /** So many trainings go well, and the others fail. */
  int failingFrom = Integer.MAX_VALUE;

  /** What a training takes once it has the features. */
  Duration pause = Duration.ZERO;

  @Override
  public Classifier load(Path bundle, @Nullable String engine) throws IOException {
    loaded.add(bundle);
    engines.add(Optional.ofNullable(engine));
    try (Classifier saved = FakeClassifier.load(bundle)) {
      if (lossy && engine != null) {
        return FakeClassifier.of(saved.labels(), image -> new float[] {0.75f, 0.25f});
      }
      return differentiable ? GridClassifier.random(saved.labels(), 3) : classifier(saved.labels());
    }
  }

  @Override
  public Classifier ready(@Nullable String engine) {
    engines.add(Optional.ofNullable(engine));
    readied++;
    return classifier(LabelSet.of("alpha", "beta"));
  }

  /** Where an image tells a position, this one says the label that it has there. */
  private static FakeClassifier classifier(LabelSet labels) {
    return FakeClassifier.of(labels, image -> PlainImages.probabilities(image, labels.size()));
  }

  @Override
  public Optional<Classifier> withRandomHead(Classifier classifier, long seed) {
    return differentiable
        ? Optional.of(GridClassifier.random(classifier.labels(), seed))
        : Optional.empty();
  }

  @Override
  public void export(Path bundle, ExportRequest request, List<RgbImage> calibration, Path file)
      throws IOException {
    exports.add(request);
    calibrating = calibration.size();
    Files.copy(bundle, file);
  }

  @Override
  public void compact(Path bundle) {
    compacted.add(bundle);
  }

  @Override
  public Trainer<?> trainer(TrainingPlan plan) {
    plans.add(plan);
    return new FakeTrainer(plan);
  }

  /** One that always says the first label. */
  @Override
  public Map<String, Trainer<?>> baselines(long seed) {
    return Map.of("first", (Trainer<Classifier>) this::first);
  }

  private TrainingResult<Classifier> first(
      Dataset training, Dataset validation, TrainingListener listener) {
    learntByBaselines = List.of(training.size(), validation.size());
    return new TrainingResult<>(
        FakeClassifier.of(training.labels(), image -> new float[] {0.75f, 0.25f}), List.of(FIRST));
  }

  private final class FakeTrainer implements Trainer<Classifier> {
    private final TrainingPlan plan;

    FakeTrainer(TrainingPlan plan) {
      this.plan = plan;
    }

    @Override
    public TrainingResult<Classifier> train(
        Dataset training, Dataset validation, TrainingListener listener) {
      if (learnt.size() >= failingFrom) {
        throw new IllegalStateException("told to fail");
      }
      learnt.add(new TrainingData(training, validation));
      listener.progressed("features", training.size(), training.size());
      Uninterruptibles.sleepUninterruptibly(pause);
      Double rate = plan.descent().learningRate();
      if (rate != null && rate >= divergingRate) {
        listener.epochEnded(history.get(0));
        throw new TrainingDivergedException(2, Double.NaN);
      }
      history.forEach(listener::epochEnded);
      return new TrainingResult<>(classifier(training.labels()), history);
    }
  }
}
