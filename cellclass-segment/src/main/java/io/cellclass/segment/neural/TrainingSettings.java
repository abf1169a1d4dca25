package io.cellclass.segment.neural;

import io.cellclass.Provenance;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a network for whole images is trained. Immutable.
 *
 * @param scale how large it sees an image
 * @param rows the height of its input in pixels, a multiple of 16, from 64 up
 * @param columns the width of its input, likewise
 * @param base the filters of its first level
 * @param epochs how often it sees each image
 * @param batch the images of a mini-batch
 * @param learningRate the highest learning rate
 * @param recolouring how much the colours of training images vary: 0 for not, 1 for as much as
 *     those of laboratories differ
 * @param seed of all chance
 * @param checkpoint a file to keep the state in after each epoch, and to go on from
 * @param listener told after each epoch
 */
public record TrainingSettings(
    InputScale scale,
    int rows,
    int columns,
    int base,
    int epochs,
    int batch,
    double learningRate,
    double recolouring,
    long seed,
    Optional<Path> checkpoint,
    Consumer<EpochLoss> listener) {
  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a value is out of range
   */
  public TrainingSettings {
    if (rows % SIDES != 0 || columns % SIDES != 0 || Math.min(rows, columns) < Tiles.LEAST_SIDE) {
      throw new IllegalArgumentException(
          "the sides of the input must be multiples of "
              + SIDES
              + " from "
              + Tiles.LEAST_SIDE
              + " up, not "
              + columns
              + "x"
              + rows);
    }
    require("the number of epochs", epochs >= 1, epochs);
    require("the number of images in a mini-batch", batch >= 1, batch);
    require("the number of filters", base >= 1 && base <= MOST_FILTERS, base);
    require("the learning rate", learningRate > 0 && learningRate < 1, learningRate);
    require("recolouring", recolouring >= 0 && recolouring <= 2, recolouring);
  }

  private static final int SIDES = 16;
  private static final int MOST_FILTERS = 1024;

  private static void require(String name, boolean inRange, double value) {
    if (!inRange) {
      throw new IllegalArgumentException(name + " is out of range: " + value);
    }
  }

  /** For a {@link DetectorTrainer} on fields of some 640x480 pixels. */
  public static TrainingSettings forDetection() {
    return new TrainingSettings(
        InputScale.reduced(2), 240, 320, 16, 70, 4, 2e-3, 0.5, 1, Optional.empty(), epoch -> {});
  }

  /** For a {@link SegmenterTrainer} on images of one cell each. */
  public static TrainingSettings forSegmentation() {
    return new TrainingSettings(
        InputScale.fitted(128), 128, 128, 16, 40, 8, 2e-3, 0.5, 1, Optional.empty(), epoch -> {});
  }

  /** The same with another number of epochs. */
  public TrainingSettings withEpochs(int number) {
    return new TrainingSettings(
        scale,
        rows,
        columns,
        base,
        number,
        batch,
        learningRate,
        recolouring,
        seed,
        checkpoint,
        listener);
  }

  /** The same with another scale and size of the network's input. */
  public TrainingSettings withInput(InputScale seen, int newRows, int newColumns) {
    return new TrainingSettings(
        seen,
        newRows,
        newColumns,
        base,
        epochs,
        batch,
        learningRate,
        recolouring,
        seed,
        checkpoint,
        listener);
  }

  /** The same with another number of filters. */
  public TrainingSettings withBase(int filters) {
    return new TrainingSettings(
        scale,
        rows,
        columns,
        filters,
        epochs,
        batch,
        learningRate,
        recolouring,
        seed,
        checkpoint,
        listener);
  }

  /** The same with another number of images in a mini-batch. */
  public TrainingSettings withBatch(int images) {
    return new TrainingSettings(
        scale,
        rows,
        columns,
        base,
        epochs,
        images,
        learningRate,
        recolouring,
        seed,
        checkpoint,
        listener);
  }

  /** The same with another seed. */
  public TrainingSettings withSeed(long other) {
    return new TrainingSettings(
        scale,
        rows,
        columns,
        base,
        epochs,
        batch,
        learningRate,
        recolouring,
        other,
        checkpoint,
        listener);
  }

  /** The same, going on from a file if it is there, and keeping the state there. */
  public TrainingSettings withCheckpoint(Path file) {
    return new TrainingSettings(
        scale,
        rows,
        columns,
        base,
        epochs,
        batch,
        learningRate,
        recolouring,
        seed,
        Optional.of(file),
        listener);
  }

  /** The same with another listener. */
  public TrainingSettings withListener(Consumer<EpochLoss> told) {
    return new TrainingSettings(
        scale,
        rows,
        columns,
        base,
        epochs,
        batch,
        learningRate,
        recolouring,
        seed,
        checkpoint,
        told);
  }

  MapTraining training(String what) {
    return new MapTraining(
        epochs,
        batch,
        learningRate,
        seed,
        checkpoint.map(file -> new TrainingCheckpoint(file, what + " " + described())),
        listener);
  }

  private Map<String, String> described() {
    Map<String, String> described = new LinkedHashMap<>();
    described.put("scale", scale.toString());
    described.put("input", columns + "x" + rows);
    described.put("base", Integer.toString(base));
    described.put("epochs", Integer.toString(epochs));
    described.put("batch", Integer.toString(batch));
    described.put("learningRate", Double.toString(learningRate));
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
