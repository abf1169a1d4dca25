package io.cellclass.dl4j;

import io.cellclass.Augmentation;
import io.cellclass.Dataset;
import io.cellclass.EpochSummary;
import io.cellclass.Trainer;
import io.cellclass.TrainingListener;
import io.cellclass.TrainingResult;
import io.cellclass.network.Backbone;
import io.cellclass.network.Framing.WholeImage;
import io.cellclass.network.Network;
import io.cellclass.network.Preprocessing;
import io.cellclass.network.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Trains the head of Sheru's paper (automated cell segmentation and classification with Inception)
 * on a frozen InceptionV3: global average pooling, dense 128 with ReLU, dropout 0.5, softmax; Adam,
 * mini-batches of 16, the learning rate halved when the validation loss stands still for 5 epochs,
 * and an end after 10 epochs without a better validation accuracy, with the best weights kept.
 *
 * <p>The whole image is stretched to the network's input. The pooled features of each image and of
 * each of its augmented views are computed once; each epoch learns from the next view. Training
 * loss and accuracy in the history are those on the images without augmentation and dropout.
 * Immutable and safe for concurrent use.
 *
 * @see MultiDepthTrainer for the recipe that is better on cells
 */
public final class InceptionV3Trainer implements Trainer<Dl4jClassifier> {
  private static final List<String> DEEPEST = List.of("mixed10");

  private final Backbone backbone;
  private final int size;
  private final int views;
  private final Augmentation augmentation;
  private final HeadTraining.Schedule schedule;
  private final Map<String, String> settings;

  private InceptionV3Trainer(Builder builder) {
    this.backbone = builder.backbone;
    this.size = builder.size;
    this.views = builder.views;
    this.augmentation = builder.augmentation;
    this.schedule =
        new HeadTraining.Schedule(
            builder.epochs, builder.batch, builder.learningRate, builder.patience, builder.seed);
    this.settings = settings(builder);
  }

  /** A builder of trainers on a backbone. */
  public static Builder builder(Backbone backbone) {
    return new Builder(backbone);
  }

  @Override
  public TrainingResult<Dl4jClassifier> train(
      Dataset training, Dataset validation, TrainingListener listener) throws IOException {
    TrainingRecord.requireTrainable(training, validation);
    Preprocessing preprocessing = new Preprocessing(new WholeImage(), size, backbone.range());
    Network pooled = PooledBlocks.of(backbone, size, DEEPEST);
    try (ImagePipeline pipeline = new ImagePipeline()) {
      ImageSurvey survey =
          ImageSurvey.of(training.samples(), validation.samples(), pipeline, listener);
      Features features;
      try (FeatureExtractor extractor = new FeatureExtractor(pooled, preprocessing, pipeline)) {
        features =
            Features.extract(
                extractor, training, validation, augmentation, views, schedule.seed(), listener);
      }
      List<EpochSummary> history = new ArrayList<>();
      Map<String, Tensor> weights = new HeadTraining(features, schedule, listener).run(history);
      int classes = training.labels().size();
      Dl4jClassifier classifier =
          Dl4jClassifier.trained(
              PooledBlocks.withHead(pooled, DenseHead.nodes(classes), weights),
              preprocessing,
              training.labels(),
              TrainingRecord.provenance(survey.dataHash(), schedule.seed(), settings));
      return new TrainingResult<>(classifier, history);
    }
  }

  private static Map<String, String> settings(Builder builder) {
    Map<String, String> settings = builder.settings("InceptionV3Trainer");
    settings.put("batch", Integer.toString(builder.batch));
    settings.put("learningRate", Double.toString(builder.learningRate));
    settings.put("patience", Integer.toString(builder.patience));
    return settings;
  }

  /**
   * Sets up an {@link InceptionV3Trainer}. By default up to 100 epochs, and 8 views by left-right
   * mirroring, turns within 15 degrees, and up to 10 % of zoom and of brightness.
   */
  public static final class Builder extends FeatureTrainerBuilder<Builder> {
    private int batch = 16;
    private int patience = 10;
    private double learningRate = 0.001;

    private Builder(Backbone backbone) {
      super(backbone, 100, 8, new AffineJitter(true, 15, 0.1, 0.1));
    }

    @Override
    Builder self() {
      return this;
    }

    /**
     * The number of images in a mini-batch, 16 by default.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public Builder batch(int batch) {
      this.batch = atLeast("batch", 1, batch);
      return this;
    }

    /**
     * The number of epochs without a better validation accuracy after which training ends, 10 by
     * default.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public Builder patience(int patience) {
      this.patience = atLeast("patience", 1, patience);
      return this;
    }

    /**
     * The learning rate of the first epoch, 0.001 by default.
     *
     * @throws IllegalArgumentException if it is not positive and finite
     */
    public Builder learningRate(double learningRate) {
      if (!(learningRate > 0 && Double.isFinite(learningRate))) {
        throw new IllegalArgumentException(
            "the learning rate must be positive, not " + learningRate);
      }
      this.learningRate = learningRate;
      return this;
    }

    /** The trainer. */
    public InceptionV3Trainer build() {
      return new InceptionV3Trainer(this);
    }
  }
}
