package io.cellclass.dl4j;

import io.cellclass.Augmentation;
import io.cellclass.Dataset;
import io.cellclass.Trainer;
import io.cellclass.TrainingListener;
import io.cellclass.TrainingResult;
import io.cellclass.augment.Augmentations;
import io.cellclass.dl4j.Trainable.Head;
import io.cellclass.network.Backbone;
import io.cellclass.network.Framing;
import io.cellclass.network.Framing.WholeImage;
import io.cellclass.network.InceptionV3;
import io.cellclass.network.Network;
import io.cellclass.network.Preprocessing;
import io.cellclass.network.Tensor;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Trains the head of Sheru's paper (automated cell segmentation and classification with Inception)
 * on InceptionV3: global average pooling, dense 128 with ReLU, dropout 0.5, softmax; Adam,
 * mini-batches of 16, the learning rate halved when the validation loss stands still for 5 epochs,
 * and an end after 10 epochs without a better validation accuracy, with the best weights kept.
 *
 * <p>By default it does what the paper does: the backbone is frozen, and the whole image is
 * stretched to the network's input. The pooled features of each image and of each of its augmented
 * views are computed once; each epoch learns from the next view. Training loss and accuracy in the
 * history are those on the images without augmentation and dropout, after the epoch.
 *
 * <p>Where the last blocks or all of the backbone are trained too ({@link Builder#trainable}), each
 * epoch augments the images anew, and training loss and accuracy are means over its mini-batches.
 * Images are kept decoded up to an eighth of the largest heap.
 *
 * <p>An interrupted thread ends the training with an {@link java.io.InterruptedIOException}; its
 * interrupt status stays set. Immutable and safe for concurrent use, though not two trainings at a
 * time with one folder of checkpoints.
 *
 * @see MultiDepthTrainer for the recipe that is better on cells
 */
public final class InceptionV3Trainer implements Trainer<Dl4jClassifier> {
  private static final List<String> DEEPEST = List.of("mixed10");

  private final Backbone backbone;
  private final int size;
  private final int views;
  private final double dropout;
  private final boolean cellCentred;
  private final Augmentation augmentation;
  private final Trainable trainable;
  private final boolean updateBatchNorm;
  private final long decodedBytes;
  private final TrainingPlan plan;
  private final CheckpointPlan checkpoints;
  private final Map<String, String> fixedSettings;

  private InceptionV3Trainer(Builder builder) {
    this.backbone = builder.backbone;
    this.size = builder.size;
    this.views = builder.views;
    this.dropout = builder.dropout;
    this.cellCentred = builder.cellCentred;
    this.augmentation = builder.augmentation;
    this.trainable = builder.trainable;
    this.updateBatchNorm = builder.updateBatchNorm;
    this.decodedBytes = builder.decodedBytes;
    this.plan = builder.plan();
    this.checkpoints = builder.checkpointPlan();
    this.fixedSettings = builder.settings("InceptionV3Trainer");
  }

  /** A builder of trainers on a backbone. */
  public static Builder builder(Backbone backbone) {
    return new Builder(backbone);
  }

  @Override
  public TrainingResult<Dl4jClassifier> train(
      Dataset training, Dataset validation, TrainingListener listener) throws IOException {
    TrainingRecord.requireTrainable(training, validation);
    checkpoints.prepare(
        TrainingRecord.knownConditions(training.labels(), plan.seed(), fixedSettings));
    try (ImagePipeline pipeline = new ImagePipeline()) {
      ImageSurvey survey =
          ImageSurvey.of(training.samples(), validation.samples(), pipeline, listener);
      Framing framing = cellCentred ? survey.framing() : new WholeImage();
      Preprocessing preprocessing = new Preprocessing(framing, size, backbone.range());
      Map<String, String> settings = new TreeMap<>(fixedSettings);
      settings.put("framing", framing.toString());
      NetworkTraining network =
          new NetworkTraining(
              plan,
              checkpoints.open(
                  TrainingRecord.conditions(
                      training.labels(), preprocessing, survey.dataHash(), plan.seed(), settings)),
              listener);
      NetworkTraining.Result trained =
          trainable instanceof Head
              ? trainHead(network, training, validation, preprocessing, pipeline, listener)
              : trainNetwork(network, training, validation, preprocessing, pipeline, listener);
      // Behind the conditions of checkpoints: it is a result.
      Calibration calibration =
          Calibration.of(trained.network(), preprocessing, validation, pipeline, listener);
      settings.put(Calibration.SETTING, calibration.setting());
      Dl4jClassifier classifier =
          Dl4jClassifier.trained(
              calibration.network(),
              preprocessing,
              training.labels(),
              TrainingRecord.provenance(survey.dataHash(), plan.seed(), settings));
      return new TrainingResult<>(classifier, trained.history());
    }
  }

  private NetworkTraining.Result trainHead(
      NetworkTraining head,
      Dataset training,
      Dataset validation,
      Preprocessing preprocessing,
      ImagePipeline pipeline,
      TrainingListener listener)
      throws IOException {
    Network pooled = PooledBlocks.of(backbone, size, DEEPEST);
    Features features;
    try (FeatureExtractor extractor = new FeatureExtractor(pooled, preprocessing, pipeline)) {
      features =
          Features.extract(
              extractor, training, validation, augmentation, views, plan.seed(), listener);
    }
    Map<String, Tensor> start =
        DenseHead.initialWeights(features.width(), features.classCount(), plan.seed());
    return head.head(pooled, start, dropout, new FeatureInputs(features));
  }

  private NetworkTraining.Result trainNetwork(
      NetworkTraining network,
      Dataset training,
      Dataset validation,
      Preprocessing preprocessing,
      ImagePipeline pipeline,
      TrainingListener listener)
      throws IOException {
    ImageInputs inputs =
        new ImageInputs(
            training,
            validation,
            preprocessing,
            augmentation,
            plan.seed(),
            pipeline,
            listener,
            new DecodedImages(decodedBytes));
    Network pooled = PooledBlocks.of(backbone, size, DEEPEST);
    int width = pooled.shape(pooled.outputs().get(0)).channels();
    Network start =
        PooledBlocks.withHead(
            pooled,
            DenseHead.nodes(inputs.classCount(), dropout),
            DenseHead.initialWeights(width, inputs.classCount(), plan.seed()));
    return network.network(
        start, NetworkTraining.boundary(trainable, start), updateBatchNorm, false, inputs);
  }

  /**
   * Sets up an {@link InceptionV3Trainer}. By default as the paper does: up to 100 epochs at a
   * learning rate of 0.001, and 8 views by left-right mirroring, turns within 15 degrees, and up to
   * 10 % of shear, zoom and brightness. A trained backbone learns at a tenth of the head's rate.
   */
  public static final class Builder extends LoopTrainerBuilder<Builder> {
    private final Backbone backbone;
    private int size = 224;
    private int views = 8;
    private double dropout = 0.5;
    private boolean cellCentred;

    private Builder(Backbone backbone) {
      super(100, Augmentations.paper(), Trainable.head(), 0.001, 0.1, EarlyStopping.paper());
      this.backbone = backbone;
    }

    @Override
    Builder self() {
      return this;
    }

    /**
     * The side of the network's input in pixels, 224 by default.
     *
     * @throws IllegalArgumentException if it is below {@link InceptionV3#SMALLEST_SIZE}
     */
    public Builder size(int size) {
      this.size = SettingRanges.atLeast("size", InceptionV3.SMALLEST_SIZE, size);
      return this;
    }

    /**
     * The number of augmented views of each training image beside the image itself, 8 by default.
     * Where the backbone is trained there are none: each epoch augments anew.
     *
     * @throws IllegalArgumentException if it is below 0
     */
    public Builder views(int views) {
      this.views = SettingRanges.atLeast("views", 0, views);
      return this;
    }

    /** How much is trained, the head by default. */
    public Builder trainable(Trainable trainable) {
      this.trainable = trainable;
      return this;
    }

    /**
     * The share of the head's hidden units that a step leaves out, 0.5 by default.
     *
     * @throws IllegalArgumentException if it is outside [0, 1)
     */
    public Builder dropout(double rate) {
      this.dropout = SettingRanges.fromZeroBelowOne("dropout", rate);
      return this;
    }

    /**
     * Whether the network looks at a frame around the cell's nucleus, whose side is chosen for the
     * training images, as {@link MultiDepthTrainer} does; by default it sees the whole image.
     */
    public Builder cellCentred(boolean cellCentred) {
      this.cellCentred = cellCentred;
      return this;
    }

    /**
     * The trainer.
     *
     * @throws IllegalArgumentException if there are to be checkpoints with an augmentation that a
     *     later run could not compare, such as a lambda
     */
    public InceptionV3Trainer build() {
      return new InceptionV3Trainer(this);
    }

    @Override
    Map<String, String> settings(String trainer) {
      Map<String, String> settings = super.settings(trainer);
      FeatureTrainerBuilder.put(settings, backbone, size);
      settings.put("pixels", backbone.range().toString());
      settings.put("cellCentred", Boolean.toString(cellCentred));
      settings.put("dropout", Double.toString(dropout));
      if (trainable instanceof Head) {
        settings.put("views", Integer.toString(views));
      }
      return settings;
    }
  }
}
