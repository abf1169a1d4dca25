package io.cellclass.dl4j;

import static io.cellclass.dl4j.LoopFixture.SETTINGS;
import static io.cellclass.dl4j.LoopFixture.timeless;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.Augmentation;
import io.cellclass.Dataset;
import io.cellclass.EpochSummary;
import io.cellclass.LabelSet;
import io.cellclass.Sample;
import io.cellclass.TrainingListener;
import io.cellclass.network.Framing.WholeImage;
import io.cellclass.network.Network;
import io.cellclass.network.Preprocessing;
import io.cellclass.network.ReferenceEngine;
import io.cellclass.network.ValueRange;
import io.cellclass.testkit.Leukocyte;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trainings of a tiny network on drawn cells. */
class NetworkTrainingTest {
  private static final int EPOCHS = 5;
  private static final double RATE = 0.01;

  /** Of a loss, whose probabilities are float32. */
  private static final double TOLERANCE = 1e-5;

  private static final Preprocessing PREPROCESSING =
      new Preprocessing(new WholeImage(), 19, ValueRange.SIGNED);

  private static final TrainingPlan PLAN = plan(EPOCHS, 8, Optimizer.adam(), RATE);

  private static Dataset training;
  private static Dataset validation;

  @BeforeAll
  static void draw() throws IOException {
    LabelSet labels =
        LabelSet.of(
            List.of(
                Leukocyte.EOSINOPHIL.label(),
                Leukocyte.LYMPHOCYTE.label(),
                Leukocyte.NEUTROPHIL.label()));
    training = SmallModels.cells(labels, 7, 1);
    validation = SmallModels.cells(labels, 3, 2);
  }

  @ParameterizedTest
  @CsvSource({"input, false", "input, true", "block, false"})
  void fromEveryCheckpointTheSameWeightsAndHistoryCome(
      String boundary, boolean statistics, @TempDir Path folder) throws IOException {
    Checkpoints writing = new CheckpointPlan(folder, null, EPOCHS).open(SETTINGS);
    NetworkTraining.Result whole = run(boundary, statistics, writing, listener(0));
    List<Path> files = Checkpoints.in(folder);
    assertThat(files).hasSize(EPOCHS);
    assertThat(whole.network().weights()).isNotEqualTo(start().weights());
    for (Path file : files) {
      Checkpoints resuming = new CheckpointPlan(null, file, 3).open(SETTINGS);
      NetworkTraining.Result resumed = run(boundary, statistics, resuming, listener(0));
      assertThat(resumed.network().weights())
          .as("from %s", file)
          .isEqualTo(whole.network().weights());
      assertThat(timeless(resumed.history())).isEqualTo(timeless(whole.history()));
    }
  }

  @Test
  void anInterruptedTrainingGoesOn(@TempDir Path folder) throws IOException {
    Checkpoints both = new CheckpointPlan(folder, folder, 3).open(SETTINGS);
    try {
      assertThatExceptionOfType(InterruptedIOException.class)
          .isThrownBy(() -> run(Network.INPUT, false, both, listener(2)));
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      // Not for what follows.
      Thread.interrupted();
    }
    assertThat(Checkpoints.in(folder)).hasSize(2);
    NetworkTraining.Result resumed = run(Network.INPUT, false, both, listener(0));
    NetworkTraining.Result whole = run(Network.INPUT, false, Checkpoints.none(), listener(0));
    assertThat(resumed.network().weights()).isEqualTo(whole.network().weights());
    assertThat(timeless(resumed.history())).isEqualTo(timeless(whole.history()));
  }

  /** All images in one mini-batch, without augmentation: what is learnt from is the start. */
  @Test
  void theHistoryTellsTheMeanOfTheMiniBatchesAsTheyWereLearntFrom() throws IOException {
    TrainingPlan plan = plan(2, 21, Optimizer.sgd(0), RATE);
    Network start = TinyNetworks.inception(0);
    NetworkTraining.Result result = run(start, Network.INPUT, plan, same(), false);
    Quality before = quality(start, training);
    assertThat(result.history().get(0).trainingLoss()).isCloseTo(before.loss(), within(TOLERANCE));
    assertThat(result.history().get(0).trainingAccuracy()).isEqualTo(before.accuracy());
    assertThat(result.history().get(1).trainingLoss()).isLessThan(before.loss());
  }

  @Test
  void theHistorysValidationIsOfTheWeightsAfterTheEpoch() throws IOException {
    TrainingPlan plan = plan(1, 8, Optimizer.adam(), RATE);
    NetworkTraining.Result result = run(start(), "stem", plan, same(), false);
    Quality after = quality(result.network(), validation);
    assertThat(result.history().get(0).validationLoss()).isCloseTo(after.loss(), within(TOLERANCE));
    assertThat(result.history().get(0).validationAccuracy()).isEqualTo(after.accuracy());
  }

  @Test
  void whereNoEpochIsBetterTheStartStays() throws IOException {
    TrainingPlan good = plan(12, 8, Optimizer.adam(), RATE);
    Network trained = run(start(), Network.INPUT, good, same(), false).network();
    TrainingPlan ruinous = plan(3, 8, Optimizer.sgd(0), 5);
    NetworkTraining.Result result = run(trained, Network.INPUT, ruinous, same(), true);
    Quality kept = quality(result.network(), validation);
    Quality had = quality(trained, validation);
    assertThat(result.history())
        .allSatisfy(epoch -> assertThat(epoch.validationAccuracy()).isLessThan(had.accuracy()));
    assertThat(kept.accuracy()).isEqualTo(had.accuracy());
    assertThat(kept.loss()).isCloseTo(had.loss(), within(TOLERANCE));
  }

  @Test
  void anEpochIsEstimatedOnceAndNothingElseIsHeardBeforeTheFirst() throws IOException {
    Diary diary = new Diary();
    run(Network.INPUT, false, Checkpoints.none(), diary);
    assertThat(diary.heard)
        .startsWith("estimated 5", "8 of 21", "16 of 21", "21 of 21", "epoch 1", "8 of 21")
        .hasSize(1 + 4 * EPOCHS);
    assertThat(diary.estimate).isBetween(Duration.ofNanos(1000), Duration.ofMinutes(5));
  }

  private static final class Diary implements TrainingListener {
    private final List<String> heard = new ArrayList<>();
    private Duration estimate = Duration.ZERO;

    @Override
    public void progressed(String stage, int done, int total) {
      heard.add(done + " of " + total);
    }

    @Override
    public void estimated(Duration epoch, int mostEpochs) {
      heard.add("estimated " + mostEpochs);
      estimate = epoch;
    }

    @Override
    public void epochEnded(EpochSummary summary) {
      heard.add("epoch " + summary.epoch());
    }
  }

  /** The loop alone, on the same learner and inputs, knows of no estimate. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theEstimateChangesNothing(boolean statistics) throws IOException {
    NetworkTraining.Result estimated =
        run("stem", statistics, Checkpoints.none(), TrainingListener.none());
    try (ImagePipeline pipeline = new ImagePipeline();
        Dl4jThread thread = new Dl4jThread()) {
      NetworkLearner learner = thread.run(() -> new NetworkLearner(start(), "stem", statistics));
      ImageInputs inputs = inputs(CellViews.anyWayUp(), pipeline, TrainingListener.none());
      try (TrainingLoop loop =
          new TrainingLoop(
              thread, learner, inputs, PLAN, Checkpoints.none(), TrainingListener.none())) {
        TrainingLoop.Trained alone = loop.run();
        assertThat(estimated.network().weights())
            .isEqualTo(learner.network(alone.weights()).weights());
        assertThat(timeless(estimated.history())).isEqualTo(timeless(alone.history()));
      } finally {
        thread.close(learner::close);
      }
    }
  }

  private static TrainingListener listener(int interruptAfter) {
    return new TrainingListener() {
      @Override
      public void epochEnded(EpochSummary summary) {
        if (summary.epoch() == interruptAfter) {
          Thread.currentThread().interrupt();
        }
      }
    };
  }

  private static Network start() {
    return TinyNetworks.inception(0.3);
  }

  private static Augmentation same() {
    return (image, random) -> image;
  }

  private static NetworkTraining.Result run(
      String boundary, boolean statistics, Checkpoints checkpoints, TrainingListener listener)
      throws IOException {
    try (ImagePipeline pipeline = new ImagePipeline()) {
      return new NetworkTraining(PLAN, checkpoints, listener)
          .network(
              start(),
              boundary,
              statistics,
              false,
              inputs(CellViews.anyWayUp(), pipeline, listener));
    }
  }

  private static NetworkTraining.Result run(
      Network start, String boundary, TrainingPlan plan, Augmentation augmentation, boolean keep)
      throws IOException {
    try (ImagePipeline pipeline = new ImagePipeline()) {
      return new NetworkTraining(plan, Checkpoints.none(), TrainingListener.none())
          .network(
              start,
              boundary,
              false,
              keep,
              inputs(augmentation, pipeline, TrainingListener.none()));
    }
  }

  private static ImageInputs inputs(
      Augmentation augmentation, ImagePipeline pipeline, TrainingListener listener) {
    return new ImageInputs(
        training,
        validation,
        PREPROCESSING,
        augmentation,
        1,
        pipeline,
        listener,
        new DecodedImages(1 << 20));
  }

  private static TrainingPlan plan(int epochs, int batch, Optimizer optimizer, double rate) {
    return new TrainingPlan(
        epochs,
        batch,
        optimizer,
        rate,
        0.5,
        LearningRateSchedule.reduceOnPlateau(0.5, 1, 1e-6),
        EarlyStopping.paper(),
        0,
        Balance.NONE,
        10,
        1);
  }

  /** By another engine. */
  private static Quality quality(Network network, Dataset data) throws IOException {
    List<float[]> inputs = new ArrayList<>();
    for (Sample sample : data.samples()) {
      inputs.add(PREPROCESSING.apply(sample.image()));
    }
    float[][] probabilities = new float[inputs.size()][];
    for (int i = 0; i < probabilities.length; i++) {
      Map<String, double[]> values = ReferenceEngine.run(network, inputs.get(i), 1);
      double[] found = values.getOrDefault("probabilities", new double[0]);
      probabilities[i] = new float[found.length];
      for (int c = 0; c < found.length; c++) {
        probabilities[i][c] = (float) found[c];
      }
    }
    return Quality.of(probabilities, TrainingRecord.classes(data));
  }
}
