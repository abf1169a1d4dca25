package io.cellclass.segment.neural;

import io.cellclass.Provenance;
import io.cellclass.network.Backbone;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How a network for whole images is trained. Immutable. */
public final class TrainingSettings {
  private static final int SIDES = 16;
  private static final int MOST_FILTERS = 1024;
  private static final double MOST_ZOOM = 4;

  // Set in a copy that nobody else has yet, never later.
  private InputScale scale = InputScale.reduced(1);
  private int rows;
  private int columns;
  private int base = 16;
  private @Nullable Backbone encoder;
  private int epochs;
  private int batch;
  private double learningRate = 2e-3;
  private double zoom;
  private double recolouring = 0.5;
  private long seed = 1;
  private @Nullable Path checkpoint;
  private Consumer<EpochLoss> listener = epoch -> {};

  private TrainingSettings() {}

  private TrainingSettings with(Consumer<TrainingSettings> change) {
    TrainingSettings copy = new TrainingSettings();
    copy.scale = scale;
    copy.rows = rows;
    copy.columns = columns;
    copy.base = base;
    copy.encoder = encoder;
    copy.epochs = epochs;
    copy.batch = batch;
    copy.learningRate = learningRate;
    copy.zoom = zoom;
    copy.recolouring = recolouring;
    copy.seed = seed;
    copy.checkpoint = checkpoint;
    copy.listener = listener;
    change.accept(copy);
    return copy;
  }

  /** For a {@link DetectorTrainer} on fields of some 640x480 pixels. */
  public static TrainingSettings forDetection() {
    return new TrainingSettings()
        .withInput(InputScale.reduced(2), 240, 320)
        .withEpochs(70)
        .withBatch(4)
        .withZoom(1.3);
  }

  /** For a {@link SegmenterTrainer} on images of one cell each. */
  public static TrainingSettings forSegmentation() {
    return new TrainingSettings()
        .withInput(InputScale.fitted(128), 128, 128)
        .withEpochs(40)
        .withBatch(8)
        .withLearningRate(1e-3)
        .withZoom(1.3)
        .withRecolouring(0.6);
  }

  /**
   * The same with another scale and size of the network's input.
   *
   * @param seen how large the network sees an image
   * @param newRows the height of its input in pixels, a multiple of 16, from 64 up
   * @param newColumns the width of its input, likewise
   * @throws IllegalArgumentException if a side is no such number
   */
  public TrainingSettings withInput(InputScale seen, int newRows, int newColumns) {
    if (newRows % SIDES != 0
        || newColumns % SIDES != 0
        || Math.min(newRows, newColumns) < Tiles.LEAST_SIDE) {
      throw new IllegalArgumentException(
          "the sides of the input must be multiples of "
              + SIDES
              + " from "
              + Tiles.LEAST_SIDE
              + " up, not "
              + newColumns
              + "x"
              + newRows);
    }
    return with(
        copy -> {
          copy.scale = seen;
          copy.rows = newRows;
          copy.columns = newColumns;
        });
  }

  /**
   * The same with another number of filters of the first level.
   *
   * @throws IllegalArgumentException if it is not from 1 to 1024
   */
  public TrainingSettings withBase(int filters) {
    require("the number of filters", filters >= 1 && filters <= MOST_FILTERS, filters);
    return with(copy -> copy.base = filters);
  }

  /**
   * The same for a {@link SegmenterTrainer} whose network's levels below the first begin with the
   * blocks of InceptionV3 up to {@code mixed2}, as trained on other pictures, instead of by chance.
   */
  public TrainingSettings withEncoder(Backbone trained) {
    return with(copy -> copy.encoder = trained);
  }

  /**
   * The same with another number of times that the network sees each image.
   *
   * @throws IllegalArgumentException if it is less than one
   */
  public TrainingSettings withEpochs(int number) {
    require("the number of epochs", number >= 1, number);
    return with(copy -> copy.epochs = number);
  }

  /**
   * The same with another number of images in a mini-batch.
   *
   * @throws IllegalArgumentException if it is less than one
   */
  public TrainingSettings withBatch(int images) {
    require("the number of images in a mini-batch", images >= 1, images);
    return with(copy -> copy.batch = images);
  }

  /**
   * The same with another highest learning rate.
   *
   * @throws IllegalArgumentException if it is not between 0 and 1
   */
  public TrainingSettings withLearningRate(double rate) {
    require("the learning rate", rate > 0 && rate < 1, rate);
    return with(copy -> copy.learningRate = rate);
  }

  /**
   * The same with training images shown larger or smaller by other factors.
   *
   * @param most the largest factor, from 1 to 4
   * @throws IllegalArgumentException if it is out of this range
   */
  public TrainingSettings withZoom(double most) {
    require("zoom", most >= 1 && most <= MOST_ZOOM, most);
    return with(copy -> copy.zoom = most);
  }

  /**
   * The same with more or less variation of training images' colours.
   *
   * @param strength 0 for none, 1 for as much as those of laboratories differ, at most 2
   * @throws IllegalArgumentException if it is out of this range
   */
  public TrainingSettings withRecolouring(double strength) {
    require("recolouring", strength >= 0 && strength <= 2, strength);
    return with(copy -> copy.recolouring = strength);
  }

  /** The same with another seed of all chance. */
  public TrainingSettings withSeed(long other) {
    return with(copy -> copy.seed = other);
  }

  /** The same, going on from a file if it is there, and keeping the state there. */
  public TrainingSettings withCheckpoint(Path file) {
    return with(copy -> copy.checkpoint = file);
  }

  /** The same with another listener, told after each epoch. */
  public TrainingSettings withListener(Consumer<EpochLoss> told) {
    return with(copy -> copy.listener = told);
  }

  private static void require(String name, boolean inRange, double value) {
    if (!inRange) {
      throw new IllegalArgumentException(name + " is out of range: " + value);
    }
  }

  /** How large the network sees an image. */
  public InputScale scale() {
    return scale;
  }

  /** The height of the network's input in pixels. */
  public int rows() {
    return rows;
  }

  /** The width of the network's input in pixels. */
  public int columns() {
    return columns;
  }

  /** The seed of all chance. */
  public long seed() {
    return seed;
  }

  int base() {
    return base;
  }

  Optional<Backbone> encoder() {
    return Optional.ofNullable(encoder);
  }

  double zoom() {
    return zoom;
  }

  double recolouring() {
    return recolouring;
  }

  MapTraining training(String what) {
    return new MapTraining(
        epochs,
        batch,
        learningRate,
        seed,
        Optional.ofNullable(checkpoint)
            .map(file -> new TrainingCheckpoint(file, what + " " + described())),
        listener);
  }

  private Map<String, String> described() {
    Map<String, String> described = new LinkedHashMap<>();
    described.put("scale", scale.toString());
    described.put("input", columns + "x" + rows);
    described.put("base", Integer.toString(base));
    described.put("encoder", encoder == null ? "none" : encoder.source());
    described.put("epochs", Integer.toString(epochs));
    described.put("batch", Integer.toString(batch));
    described.put("learningRate", Double.toString(learningRate));
    described.put("zoom", Double.toString(zoom));
    described.put("recolouring", Double.toString(recolouring));
    described.put("seed", Long.toString(seed));
    return described;
  }

  Provenance provenance(String dataHash, int training, int validation) {
    Map<String, String> told = described();
    told.put("training images", Integer.toString(training));
    told.put("validation images", Integer.toString(validation));
    Map<String, String> environment = new LinkedHashMap<>();
    String version = TrainingSettings.class.getPackage().getImplementationVersion();
    environment.put("cellclass", version == null ? "unpackaged" : version);
    for (String property : new String[] {"java.version", "os.name"}) {
      environment.put(property, System.getProperty(property, "unknown"));
    }
    return new Provenance(
        dataHash, seed, told, environment, Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }
}
