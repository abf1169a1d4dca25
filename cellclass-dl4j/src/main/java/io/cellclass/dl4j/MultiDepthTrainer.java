package io.cellclass.dl4j;

import io.cellclass.Augmentation;
import io.cellclass.Dataset;
import io.cellclass.EpochSummary;
import io.cellclass.Temperature;
import io.cellclass.Trainer;
import io.cellclass.TrainingListener;
import io.cellclass.TrainingResult;
import io.cellclass.augment.Augmentations;
import io.cellclass.network.Backbone;
import io.cellclass.network.Illumination;
import io.cellclass.network.InceptionV3;
import io.cellclass.network.Network;
import io.cellclass.network.Node;
import io.cellclass.network.Operation.Dense;
import io.cellclass.network.Operation.Softmax;
import io.cellclass.network.Preprocessing;
import io.cellclass.network.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Trains a linear softmax layer on the pooled outputs of several blocks of a frozen InceptionV3 at
 * once.
 *
 * <p>The way to tell cells apart from few images: what marks a cell - granules, chromatin, the
 * outline of its nucleus - is in the textures of the first and middle blocks, and the deepest
 * blocks have already given it up for the objects of photographs. So the network looks at a frame
 * around the cell, under even light where the light of the training images differs, its blocks
 * {@code mixed0} to {@code mixed6} are read together, each pooled with most weight on the middle of
 * the frame, and it is cut behind the last of them. The features of each image and of each of its
 * augmented views are computed once; what differs between the views of an image is penalised, since
 * it must not matter. How strongly the layer is regularised, and the temperature that brings its
 * confidence to its accuracy, are decided by grouped five-fold cross-validation on the training
 * images; {@link io.cellclass.Provenance#settings()} reports them. The validation images decide
 * nothing.
 *
 * <p>In the {@link EpochSummary} list an epoch is a step of the solver, which sees all images;
 * there is no learning rate, and the training loss and accuracy are those on the images without
 * augmentation. The losses are those before the temperature is applied. Immutable and safe for
 * concurrent use.
 */
public final class MultiDepthTrainer implements Trainer<Dl4jClassifier> {
  /**
   * Cut two blocks sooner or one later, the network told the cells of three sets apart worse, by
   * the log-loss of a cross-validation of their training images.
   */
  private static final List<String> BLOCKS = InceptionV3.BLOCKS.subList(0, 7);

  /** The views of each image where nobody says how many: few images need more of them. */
  private static final int AS_MANY_AS_NEEDED = -1;

  private static final int FEW_IMAGES = 1000;
  private static final int VIEWS_OF_FEW = 8;
  private static final int VIEWS_OF_MANY = 4;

  private static final String LOGITS = "logits";

  private final Backbone backbone;
  private final int size;
  private final int epochs;
  private final int views;
  private final Balance balance;
  private final long seed;
  private final Augmentation augmentation;
  private final Map<String, String> fixedSettings;

  private MultiDepthTrainer(Builder builder) {
    this.backbone = builder.backbone;
    this.size = builder.size;
    this.epochs = builder.epochs;
    this.views = builder.views;
    this.balance = builder.balance;
    this.seed = builder.seed;
    this.augmentation = builder.augmentation;
    this.fixedSettings = settings(builder);
  }

  /** A builder of trainers on a backbone. */
  public static Builder builder(Backbone backbone) {
    return new Builder(backbone);
  }

  @Override
  public TrainingResult<Dl4jClassifier> train(
      Dataset training, Dataset validation, TrainingListener listener) throws IOException {
    TrainingRecord.requireTrainable(training, validation);
    try (ImagePipeline pipeline = new ImagePipeline()) {
      ImageSurvey survey =
          ImageSurvey.of(training.samples(), validation.samples(), pipeline, listener);
      Preprocessing preprocessing =
          new Preprocessing(survey.illumination(), survey.framing(), size, backbone.range());
      Network pooled = PooledBlocks.centred(backbone, size, BLOCKS);
      Features features;
      Map<String, String> settings = new TreeMap<>(fixedSettings);
      try (FeatureExtractor extractor = new FeatureExtractor(pooled, preprocessing, pipeline)) {
        settings.put("features", extractor.engine());
        features =
            Features.extract(
                extractor, training, validation, augmentation, views(training), seed, listener);
      }
      Features.Regularisation regularisation = features.choose(training, balance, seed, listener);
      List<EpochSummary> history = new ArrayList<>();
      LinearSoftmax fit = features.fit(regularisation.lambda(), balance, epochs, history, listener);
      Temperature temperature = regularisation.heldOut().temperature();
      settings.put("views", Integer.toString(views(training)));
      if (preprocessing.illumination() != Illumination.AS_IS) {
        settings.put("illumination", preprocessing.illumination().toString());
      }
      settings.put("framing", preprocessing.framing().toString());
      settings.put("lambda", Double.toString(regularisation.lambda()));
      settings.put(Calibration.SETTING, Double.toString(temperature.value()));
      Dl4jClassifier classifier =
          Dl4jClassifier.trained(
              withHead(pooled, fit).withTemperature(temperature),
              preprocessing,
              training.labels(),
              TrainingRecord.provenance(survey.dataHash(), seed, settings));
      return new TrainingResult<>(classifier, history);
    }
  }

  private int views(Dataset training) {
    if (views != AS_MANY_AS_NEEDED) {
      return views;
    }
    return training.size() < FEW_IMAGES ? VIEWS_OF_FEW : VIEWS_OF_MANY;
  }

  private static Map<String, String> settings(Builder builder) {
    Map<String, String> settings = builder.settings("MultiDepthTrainer");
    settings.put("blocks", String.join(" ", BLOCKS));
    settings.put("balance", builder.balance.toString());
    settings.put("consistency", Double.toString(Penalty.CONSISTENCY));
    settings.put("smoothing", Double.toString(Penalty.SMOOTHING));
    return settings;
  }

  private static Network withHead(Network pooled, LinearSoftmax fit) {
    Tensor bias = fit.bias();
    Node logits = new Node(LOGITS, new Dense(bias.size(), false), List.of(PooledBlocks.FEATURES));
    Node output = new Node("probabilities", new Softmax(), List.of(LOGITS));
    return PooledBlocks.withHead(
        pooled,
        List.of(logits, output),
        Map.of(logits.weightName("kernel"), fit.kernel(), logits.weightName("bias"), bias));
  }

  /**
   * Sets up a {@link MultiDepthTrainer}. By default up to 200 steps of the solver, and 8 views of
   * each image, or 4 from 1,000 images on: half of them mirrored, turned at will, and zoomed and
   * brightened by up to 10 %, half by {@link Augmentations#microscopy()}.
   */
  public static final class Builder extends FeatureTrainerBuilder<Builder> {
    private Balance balance = Balance.NONE;

    private Builder(Backbone backbone) {
      super(
          backbone,
          200,
          AS_MANY_AS_NEEDED,
          Augmentation.oneOf(CellViews.anyWayUp(), Augmentations.microscopy()));
    }

    /**
     * What is done about classes with different numbers of images: nothing, by default, so that
     * rare classes are predicted rarely. All images are seen at once and none are drawn, so that
     * {@link Balance#SAMPLING} is {@link Balance#WEIGHTS}: each class counts the same.
     */
    public Builder balance(Balance balance) {
      this.balance = balance;
      return this;
    }

    @Override
    Builder self() {
      return this;
    }

    /** The trainer. */
    public MultiDepthTrainer build() {
      return new MultiDepthTrainer(this);
    }
  }
}
