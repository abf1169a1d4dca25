package io.cellclass.dl4j;

import io.cellclass.Augmentation;
import io.cellclass.Dataset;
import io.cellclass.EpochSummary;
import io.cellclass.Provenance;
import io.cellclass.Trainer;
import io.cellclass.TrainingListener;
import io.cellclass.TrainingResult;
import io.cellclass.dl4j.Trainable.Head;
import io.cellclass.network.ModelBundle;
import io.cellclass.network.Preprocessing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Trains as another trainer does, and then its network at a small rate: linear probing before
 * fine-tuning, so that a head that knows nothing does not spoil the backbone's features (Kumar et
 * al. 2022, section 4).
 *
 * <p>Images are framed and sized as the start does, and augmented anew in each epoch. The
 * validation images decide which epoch's weights are kept; where none beats the start by the
 * measure of early stopping, the start's stay. The history holds the start's epochs and then those
 * of the fine-tuning, numbered on; the training loss and accuracy of the latter are means over the
 * mini-batches. The start is trained again where a training is resumed: checkpoints are of the
 * fine-tuning.
 *
 * <p>Before its first epoch {@link TrainingListener#estimated} hears how long an epoch will take.
 * An interrupted thread ends the training with an {@link java.io.InterruptedIOException}; its
 * interrupt status stays set. Immutable and safe for concurrent use where the start's trainer is,
 * though not two trainings at a time with one folder of checkpoints.
 */
public final class FineTuningTrainer implements Trainer<Dl4jClassifier> {
  private final Trainer<Dl4jClassifier> start;
  private final Augmentation augmentation;
  private final Trainable trainable;
  private final boolean updateBatchNorm;
  private final long decodedBytes;
  private final TrainingPlan plan;
  private final CheckpointPlan checkpoints;
  private final Map<String, String> fixedSettings;

  private FineTuningTrainer(Builder builder) {
    this.start = builder.start;
    this.augmentation = builder.augmentation;
    this.trainable = builder.trainable;
    this.updateBatchNorm = builder.updateBatchNorm;
    this.decodedBytes = builder.decodedBytes;
    this.plan = builder.plan();
    this.checkpoints = builder.checkpointPlan();
    this.fixedSettings = builder.settings("FineTuningTrainer");
  }

  /** A builder of trainers that go on where this one ends. */
  public static Builder builder(Trainer<Dl4jClassifier> start) {
    return new Builder(start);
  }

  @Override
  public TrainingResult<Dl4jClassifier> train(
      Dataset training, Dataset validation, TrainingListener listener) throws IOException {
    TrainingRecord.requireTrainable(training, validation);
    checkpoints.prepare(
        TrainingRecord.knownConditions(training.labels(), plan.seed(), fixedSettings));
    TrainingResult<Dl4jClassifier> started = start.train(training, validation, listener);
    ModelBundle bundle;
    try (Dl4jClassifier classifier = started.classifier()) {
      bundle = classifier.bundle();
    }
    Provenance provenance = bundle.provenance();
    Map<String, String> settings = new TreeMap<>(fixedSettings);
    provenance.settings().forEach((name, value) -> settings.put("start " + name, value));
    settings.put("start seed", Long.toString(provenance.seed()));

    int before = started.history().size();
    Preprocessing preprocessing = bundle.preprocessing();
    NetworkTraining.Result trained;
    Calibration calibration;
    try (ImagePipeline pipeline = new ImagePipeline()) {
      NetworkTraining network =
          new NetworkTraining(
              plan,
              checkpoints.open(
                  TrainingRecord.conditions(
                      training.labels(),
                      preprocessing,
                      provenance.dataHash(),
                      plan.seed(),
                      settings)),
              new LaterEpochs(listener, before));
      trained =
          network.network(
              bundle.network(),
              NetworkTraining.boundary(trainable, bundle.network()),
              updateBatchNorm,
              true,
              new ImageInputs(
                  training,
                  validation,
                  preprocessing,
                  augmentation,
                  plan.seed(),
                  pipeline,
                  listener,
                  new DecodedImages(decodedBytes)));
      calibration =
          Calibration.of(trained.network(), preprocessing, validation, pipeline, listener);
    }
    settings.put(Calibration.SETTING, calibration.setting());
    List<EpochSummary> history = new ArrayList<>(started.history());
    trained.history().forEach(epoch -> history.add(LaterEpochs.numberedOn(epoch, before)));
    Dl4jClassifier classifier =
        Dl4jClassifier.trained(
            calibration.network(),
            preprocessing,
            training.labels(),
            TrainingRecord.provenance(provenance.dataHash(), plan.seed(), settings));
    return new TrainingResult<>(classifier, history);
  }

  /**
   * Sets up a {@link FineTuningTrainer}. By default the whole network learns at a rate of 0.0001
   * for up to 20 epochs, and training ends after 5 without a better validation accuracy. The images
   * are mirrored, turned at will, and zoomed and brightened by up to 10 %.
   */
  public static final class Builder extends LoopTrainerBuilder<Builder> {
    private final Trainer<Dl4jClassifier> start;

    private Builder(Trainer<Dl4jClassifier> start) {
      super(
          20,
          CellViews.anyWayUp(),
          Trainable.all(),
          1e-4,
          1,
          EarlyStopping.paper().withPatience(5));
      this.start = start;
    }

    @Override
    Builder self() {
      return this;
    }

    /**
     * How much is trained: all, by default, or the last blocks that the start's network has.
     *
     * @throws IllegalArgumentException if it is the head alone, which the start has trained
     */
    public Builder trainable(Trainable trainable) {
      if (trainable instanceof Head) {
        throw new IllegalArgumentException("expected blocks or all to be trainable, not the head");
      }
      this.trainable = trainable;
      return this;
    }

    /**
     * The trainer.
     *
     * @throws IllegalArgumentException if there are to be checkpoints with an augmentation that a
     *     later run could not compare, such as a lambda
     */
    public FineTuningTrainer build() {
      return new FineTuningTrainer(this);
    }
  }
}
