package io.cellclass.dl4j;

import io.cellclass.Augmentation;
import io.cellclass.dl4j.Trainable.Head;
import java.nio.file.Path;
import java.util.Map;

/** What the trainers by gradient descent have in common: their settings. */
abstract class LoopTrainerBuilder<B extends LoopTrainerBuilder<B>> extends TrainerBuilder<B> {
  Trainable trainable;
  boolean updateBatchNorm;
  long decodedBytes = DecodedImages.usualBytes();
  private CheckpointPlan checkpoints = CheckpointPlan.NONE;
  private int batch = 16;
  private Optimizer optimizer = Optimizer.adam();
  private double learningRate;
  private double backboneRate;
  private LearningRateSchedule schedule = LearningRateSchedule.paper();
  private EarlyStopping earlyStopping;
  private double labelSmoothing;
  private Balance balance = Balance.NONE;
  private double gradientClipping = Double.POSITIVE_INFINITY;

  LoopTrainerBuilder(
      int epochs,
      Augmentation augmentation,
      Trainable trainable,
      double learningRate,
      double backboneRate,
      EarlyStopping earlyStopping) {
    super(epochs, augmentation);
    this.trainable = trainable;
    this.learningRate = learningRate;
    this.backboneRate = backboneRate;
    this.earlyStopping = earlyStopping;
  }

  /**
   * The number of images in a mini-batch, 16 by default.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public B batch(int batch) {
    this.batch = SettingRanges.atLeast("batch", 1, batch);
    return self();
  }

  /** How a gradient becomes a step, {@link Optimizer#adam()} by default. */
  public B optimizer(Optimizer optimizer) {
    this.optimizer = optimizer;
    return self();
  }

  /**
   * The full learning rate, which the schedule starts from.
   *
   * @throws IllegalArgumentException if it is not positive and finite
   */
  public B learningRate(double learningRate) {
    this.learningRate = SettingRanges.positive("learningRate", learningRate);
    return self();
  }

  /**
   * What the learning rate is multiplied by for the backbone. No matter to a head.
   *
   * @throws IllegalArgumentException if it is not positive and finite
   */
  public B backboneRate(double factor) {
    this.backboneRate = SettingRanges.positive("backboneRate", factor);
    return self();
  }

  /** How the learning rate changes, {@link LearningRateSchedule#paper()} by default. */
  public B schedule(LearningRateSchedule schedule) {
    this.schedule = schedule;
    return self();
  }

  /** When to end, and which epoch's weights to keep. */
  public B earlyStopping(EarlyStopping earlyStopping) {
    this.earlyStopping = earlyStopping;
    return self();
  }

  /**
   * The number of epochs in a row without a better measure after which training ends.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public B patience(int patience) {
    return earlyStopping(earlyStopping.withPatience(patience));
  }

  /**
   * The share of each target that is spread evenly over all classes (Szegedy et al. 2016, section
   * 7), 0 by default.
   *
   * @throws IllegalArgumentException if it is outside [0, 1)
   */
  public B labelSmoothing(double share) {
    this.labelSmoothing = SettingRanges.fromZeroBelowOne("labelSmoothing", share);
    return self();
  }

  /** What is done about classes with different numbers of images, nothing by default. */
  public B balance(Balance balance) {
    this.balance = balance;
    return self();
  }

  /**
   * The largest Euclidean norm of the gradient over all trained weights: a longer one is scaled
   * down to it (Pascanu et al. 2013, algorithm 1). Infinite, which clips nothing, by default.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public B gradientClipping(double norm) {
    if (!(norm > 0)) {
      throw new IllegalArgumentException("gradientClipping must be positive, not " + norm);
    }
    this.gradientClipping = norm;
    return self();
  }

  /**
   * Whether batch normalisation uses the mini-batch's statistics and learns running ones. By
   * default they stay those of the start, as few images estimate them badly. No matter to a head.
   */
  public B updateBatchNorm(boolean update) {
    this.updateBatchNorm = update;
    return self();
  }

  /**
   * A folder for checkpoints, one file after each epoch; made where it is missing. For one training
   * at a time: one that finds checkpoints there, and does not {@link #resume} them, ends with a
   * {@link java.nio.file.FileAlreadyExistsException}.
   *
   * <p>The augmentation must be a record, or have a {@code toString} that tells what it does:
   * {@code build} refuses a lambda with an {@link IllegalArgumentException}, as a later run could
   * not tell whether it augments in the same way.
   */
  public B checkpoints(Path folder) {
    this.checkpoints = checkpoints.withFolder(folder);
    return self();
  }

  /**
   * How many checkpoints to keep, the newest, 3 by default.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public B keepCheckpoints(int count) {
    this.checkpoints = checkpoints.withKeep(SettingRanges.atLeast("keepCheckpoints", 1, count));
    return self();
  }

  /**
   * The checkpoint to go on from, or a folder of them, of which the newest that is whole is taken;
   * an empty folder starts anew. On the same kind of machine the training ends with the weights
   * that it would have had uninterrupted, to the last bit. Further checkpoints are written only
   * where {@link #checkpoints} says so.
   *
   * <p>{@code train} ends with a {@link CheckpointMismatchException} where a setting, the labels,
   * the images, the version, the build of the native library, the architecture, the number of
   * processors, or one of the environment variables {@code OMP_NUM_THREADS} and {@code
   * OPENBLAS_CORETYPE} differs; the processor's model, on which the last bits can depend too, is
   * not looked at. It ends with a {@link MalformedCheckpointException} where the checkpoint is
   * damaged, and with a {@link java.nio.file.NoSuchFileException} where there is none. {@code
   * build} refuses a lambda as the augmentation, as for {@link #checkpoints}.
   */
  public B resume(Path fileOrFolder) {
    this.checkpoints = checkpoints.withResume(fileOrFolder);
    return self();
  }

  /** How many bytes of decoded images to keep from epoch to epoch. It changes only the time. */
  B decodedBytes(long bytes) {
    this.decodedBytes = bytes;
    return self();
  }

  /**
   * Where to leave checkpoints and where to go on.
   *
   * @throws IllegalArgumentException if there are to be checkpoints with an augmentation that a
   *     later run could not compare
   */
  CheckpointPlan checkpointPlan() {
    checkpoints.requireRepeatable(augmentation);
    return checkpoints;
  }

  TrainingPlan plan() {
    return new TrainingPlan(
        epochs,
        batch,
        optimizer,
        learningRate,
        backboneRate,
        schedule,
        earlyStopping,
        labelSmoothing,
        balance,
        gradientClipping,
        seed);
  }

  @Override
  Map<String, String> settings(String trainer) {
    Map<String, String> settings = super.settings(trainer);
    settings.put("trainable", trainable.toString());
    settings.put("batch", Integer.toString(batch));
    settings.put("optimizer", optimizer.toString());
    settings.put("learningRate", Double.toString(learningRate));
    settings.put("schedule", schedule.toString());
    settings.put("earlyStopping", earlyStopping.measure().toString());
    settings.put("patience", Integer.toString(earlyStopping.patience()));
    settings.put("labelSmoothing", Double.toString(labelSmoothing));
    settings.put("balance", balance.toString());
    settings.put("gradientClipping", Double.toString(gradientClipping));
    if (!(trainable instanceof Head)) {
      settings.put("updateBatchNorm", Boolean.toString(updateBatchNorm));
      settings.put("backboneRate", Double.toString(backboneRate));
    }
    return settings;
  }
}
