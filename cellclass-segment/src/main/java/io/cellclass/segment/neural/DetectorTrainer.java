package io.cellclass.segment.neural;

import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.RandomStreams;
import io.cellclass.RgbImage;
import io.cellclass.network.Network;
import io.cellclass.network.NetworkBundle;
import io.cellclass.network.NetworkSession;
import io.cellclass.network.OutputLoss;
import io.cellclass.network.Shape;
import io.cellclass.segment.Box;
import io.cellclass.segment.BoxedImage;
import io.cellclass.segment.LabelledBox;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Trains a {@link NetworkDetector} on images with boxes.
 *
 * <p>A label that nearly every image has is taken as forgotten in an image that has none: nothing
 * is learnt there about where it is not.
 */
public final class DetectorTrainer {
  /** A label in more than this share of the images is expected in all. */
  private static final double EXPECTED = 0.9;

  /** The level of the output of {@link UNet}: a place for four pixels. */
  private static final int OUTPUT_LEVEL = 2;

  private static final int STRIDE = 1 << OUTPUT_LEVEL;
  private static final int LEVELS = 5;
  private static final double TURN = 0.3;

  /** As low as the focal loss needs it at the start, when nearly every place is background. */
  private static final float RARE = -2.19f;

  private final TrainingSettings settings;

  /** A trainer with these settings. */
  public DetectorTrainer(TrainingSettings settings) {
    this.settings = settings;
  }

  /**
   * Trains a detector.
   *
   * @param training the images to learn from
   * @param validation others, on which the best epoch and the thresholds are chosen
   * @throws IllegalArgumentException if there is no image or no box in one of them
   * @throws IOException if an image cannot be read, or the thread is interrupted
   */
  public NetworkDetector train(List<BoxedImage> training, List<BoxedImage> validation)
      throws IOException {
    LabelSet labels = labels(training);
    if (labels.size() == 0 || validation.isEmpty()) {
      throw new IllegalArgumentException(
          "expected training images with boxes and validation images, found "
              + training.size()
              + " images with "
              + labels.size()
              + " labels, and "
              + validation.size());
    }
    Network start = network(labels);
    Boxes examples = new Boxes(labels, training, validation);
    String hash = DataHash.ofBoxes(training, validation);
    Network trained =
        settings.training("detector of " + labels + " from " + hash).train(start, examples);
    NetworkBundle bundle;
    try (NetworkSession session = Engines.open(trained)) {
      bundle =
          NetworkBundle.of(
              NetworkDetector.KIND,
              Map.of(
                  NetworkDetector.LABELS,
                  String.join("\n", labels.asList().stream().map(Label::name).toList()),
                  NetworkDetector.SCALE,
                  settings.scale().toString(),
                  NetworkDetector.THRESHOLDS,
                  NetworkDetector.text(new Centres(labels).least(0.3))),
              trained,
              settings.provenance(hash, training.size(), validation.size()),
              session);
    }
    double[] thresholds;
    try (NetworkDetector detector = NetworkDetector.open(bundle)) {
      thresholds = Thresholds.best(detector, validation);
    }
    return NetworkDetector.open(NetworkDetector.withThresholds(bundle, thresholds));
  }

  private Network network(LabelSet labels) {
    float[] bias = new float[labels.size() + Centres.BOX_CHANNELS];
    Arrays.fill(bias, 0, labels.size(), RARE);
    Arrays.fill(bias, labels.size(), labels.size() + 2, 2);
    Shape input = new Shape(settings.rows(), settings.columns(), 3);
    return UNet.of(input, settings.base(), LEVELS, OUTPUT_LEVEL, bias, settings.seed());
  }

  private static LabelSet labels(List<BoxedImage> images) {
    TreeSet<String> names = new TreeSet<>();
    images.forEach(image -> image.boxes().forEach(box -> names.add(box.label().name())));
    return LabelSet.of(names.stream().map(Label::new).toList());
  }

  /** Images with boxes as examples. */
  private final class Boxes implements MapTraining.Examples {
    private final LabelSet labels;
    private final Centres centres;
    private final List<BoxedImage> training;
    private final List<BoxedImage> validation;
    private final SeenImages seen = new SeenImages(settings.scale());
    private final boolean[] expected;

    Boxes(LabelSet labels, List<BoxedImage> training, List<BoxedImage> validation) {
      this.labels = labels;
      this.centres = new Centres(labels);
      this.training = training;
      this.validation = validation;
      this.expected = new boolean[labels.size()];
      for (int i = 0; i < expected.length; i++) {
        Label label = labels.get(i);
        long with = training.stream().filter(image -> has(image, label)).count();
        expected[i] = with > EXPECTED * training.size();
      }
    }

    private static boolean has(BoxedImage image, Label label) {
      return image.boxes().stream().anyMatch(box -> box.label().equals(label));
    }

    @Override
    public int size() {
      return training.size();
    }

    @Override
    public MapTraining.Example training(int index, int epoch) throws IOException {
      BoxedImage image = training.get(index);
      RandomGenerator random = RandomStreams.of(settings.seed(), epoch, image.id());
      SeenImages.Seen shown = seen.read(image.image());
      Placement placement =
          Placement.random(
              shown.image(), settings.columns(), settings.rows(), TURN, settings.zoom(), random);
      float[] view =
          TrainingView.pixels(shown.image(), placement, settings.columns(), settings.rows());
      TrainingView.recolour(view, settings.recolouring(), random);
      return new MapTraining.Example(TrainingView.input(view), target(image, shown, placement));
    }

    @Override
    public List<MapTraining.Example> validation() throws IOException {
      List<MapTraining.Example> examples = new ArrayList<>();
      for (BoxedImage image : validation) {
        SeenImages.Seen shown = seen.read(image.image());
        Placement middle = Placement.centred(shown.image(), settings.columns(), settings.rows());
        float[] view =
            TrainingView.pixels(shown.image(), middle, settings.columns(), settings.rows());
        examples.add(
            new MapTraining.Example(TrainingView.input(view), target(image, shown, middle)));
      }
      return examples;
    }

    private float[] target(BoxedImage image, SeenImages.Seen shown, Placement placement) {
      List<LabelledBox> boxes = new ArrayList<>();
      for (LabelledBox labelled : image.boxes()) {
        Box box =
            placement.toView(labelled.box().scaled(1 / shown.reductionX(), 1 / shown.reductionY()));
        boxes.add(new LabelledBox(box.scaled(1.0 / STRIDE, 1.0 / STRIDE), labelled.label()));
      }
      float[] target = centres.target(boxes, settings.rows() / STRIDE, settings.columns() / STRIDE);
      forgetWhatIsNotKnown(target, image, shown.image(), placement);
      return target;
    }

    /** Labels that are missing as a whole, and cells that are there by mirroring alone. */
    private void forgetWhatIsNotKnown(
        float[] target, BoxedImage image, RgbImage shown, Placement placement) {
      int columns = settings.columns() / STRIDE;
      for (int label = 0; label < expected.length; label++) {
        boolean forgotten = expected[label] && !has(image, labels.get(label));
        for (int place = 0; place < target.length / centres.targetChannels(); place++) {
          double across = STRIDE * (place % columns + 0.5);
          int row = place / columns;
          double down = STRIDE * (row + 0.5);
          double x = placement.sourceX(across, down);
          double y = placement.sourceY(across, down);
          boolean outside = x < 0 || y < 0 || x >= shown.width() || y >= shown.height();
          if (forgotten || outside) {
            target[place * centres.targetChannels() + label] = Float.NaN;
          }
        }
      }
    }

    @Override
    public OutputLoss loss(List<float[]> targets) {
      return new CentreLoss(labels.size(), targets);
    }
  }
}
