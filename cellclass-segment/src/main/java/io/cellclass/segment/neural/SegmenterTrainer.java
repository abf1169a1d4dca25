package io.cellclass.segment.neural;

import io.cellclass.RandomStreams;
import io.cellclass.network.Network;
import io.cellclass.network.NetworkBundle;
import io.cellclass.network.NetworkSession;
import io.cellclass.network.OutputLoss;
import io.cellclass.network.Shape;
import io.cellclass.segment.LabelMap;
import io.cellclass.segment.MaskedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Trains a {@link NetworkSegmenter} on images with masks. Where no mask has more than one cell, the
 * segmenter gives one cell too: that with the largest nucleus.
 */
public final class SegmenterTrainer {
  private static final int LEVELS = 4;

  private final TrainingSettings settings;

  /** A trainer with these settings. */
  public SegmenterTrainer(TrainingSettings settings) {
    this.settings = settings;
  }

  /**
   * Trains a segmenter.
   *
   * @param training the images to learn from
   * @param validation others, on which the best epoch is chosen
   * @throws IllegalArgumentException if there is no image in one of them, or no cell
   * @throws IOException if an image or a mask cannot be read, or the thread is interrupted
   */
  public NetworkSegmenter train(List<MaskedImage> training, List<MaskedImage> validation)
      throws IOException {
    Masks examples = new Masks(training, validation);
    Network start = network();
    String hash = DataHash.ofMasks(training, validation);
    Network trained =
        settings.training(NetworkSegmenter.KIND + " from " + hash).train(start, examples);
    try (NetworkSession session = Engines.open(trained)) {
      return NetworkSegmenter.open(
          NetworkBundle.of(
              NetworkSegmenter.KIND,
              Map.of(
                  NetworkSegmenter.SCALE,
                  settings.scale().toString(),
                  NetworkSegmenter.CELLS,
                  examples.mostCells > 1 ? NetworkSegmenter.MANY : NetworkSegmenter.ONE),
              trained,
              settings.provenance(hash, training.size(), validation.size()),
              session));
    }
  }

  private Network network() {
    Shape input = new Shape(settings.rows(), settings.columns(), 3);
    float[] bias = new float[SegmentationLoss.CHANNELS];
    return settings
        .encoder()
        .map(
            encoder ->
                UNet.of(
                    input, settings.base(), new InceptionEncoder(encoder), bias, settings.seed()))
        .orElseGet(() -> UNet.of(input, settings.base(), LEVELS, 0, bias, settings.seed()));
  }

  /** Images with masks as examples. */
  private final class Masks implements MapTraining.Examples {
    private final List<MaskedImage> training;
    private final List<MaskedImage> validation;
    private final int mostCells;
    private final SeenImages seen = new SeenImages(settings.scale());

    Masks(List<MaskedImage> training, List<MaskedImage> validation) throws IOException {
      this.training = training;
      this.validation = validation;
      int most = 0;
      for (MaskedImage image : training) {
        most = Math.max(most, image.truth().read().count());
      }
      mostCells = most;
      if (mostCells == 0 || validation.isEmpty()) {
        throw new IllegalArgumentException(
            "expected training images with cells and validation images, found "
                + training.size()
                + " and "
                + validation.size());
      }
    }

    @Override
    public int size() {
      return training.size();
    }

    @Override
    public MapTraining.Example training(int index, int epoch) throws IOException {
      MaskedImage image = training.get(index);
      RandomGenerator random = RandomStreams.of(settings.seed(), epoch, image.id());
      SeenImages.Seen shown = seen.read(image.image());
      Placement placement =
          Placement.random(
              shown.image(), settings.columns(), settings.rows(), Math.PI, settings.zoom(), random);
      return example(shown, placement, image.truth().read(), random);
    }

    @Override
    public List<MapTraining.Example> validation() throws IOException {
      List<MapTraining.Example> examples = new ArrayList<>();
      for (MaskedImage image : validation) {
        SeenImages.Seen shown = seen.read(image.image());
        Placement middle = Placement.centred(shown.image(), settings.columns(), settings.rows());
        examples.add(example(shown, middle, image.truth().read(), null));
      }
      return examples;
    }

    private MapTraining.Example example(
        SeenImages.Seen shown,
        Placement placement,
        LabelMap truth,
        @Nullable RandomGenerator random) {
      int width = settings.columns();
      int height = settings.rows();
      float[] view = TrainingView.pixels(shown.image(), placement, width, height);
      if (random != null) {
        TrainingView.recolour(view, settings.recolouring(), random);
      }
      return new MapTraining.Example(
          TrainingView.input(view), CellMaps.target(truth, shown, placement, width, height));
    }

    @Override
    public OutputLoss loss(List<float[]> targets) {
      return new SegmentationLoss(targets);
    }
  }
}
