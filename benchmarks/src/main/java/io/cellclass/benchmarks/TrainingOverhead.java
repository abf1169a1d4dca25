package io.cellclass.benchmarks;

import io.cellclass.Dataset;
import io.cellclass.Datasets;
import io.cellclass.EpochSummary;
import io.cellclass.ImageSource;
import io.cellclass.RgbImage;
import io.cellclass.Sample;
import io.cellclass.TrainingListener;
import io.cellclass.dl4j.DecodingEachEpoch;
import io.cellclass.dl4j.Dl4jClassifier;
import io.cellclass.dl4j.GraphTraining;
import io.cellclass.dl4j.InceptionV3Trainer;
import io.cellclass.dl4j.Trainable;
import io.cellclass.inception.InceptionWeights;
import io.cellclass.network.InceptionV3;
import io.cellclass.network.ModelBundle;
import io.cellclass.testkit.BloodSmears;
import io.cellclass.testkit.Leukocyte;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Measures what a training of the whole network costs beside its forward and backward passes.
 *
 * <p>{@link InceptionV3Trainer} trains on JPEG files of drawn cells, 360x363 pixels, which it
 * augments, resizes and learns from with Adam: once as it is, keeping decoded what fits into an
 * eighth of the heap, and once decoding every image in each epoch, as it does with more images than
 * fit. How many were decoded in the timed epochs is counted. It is timed by the seconds of its
 * epochs, the first left out, in which the machine warms up. They include the pass over five
 * validation images and the copies of the weights. The same graph alone runs a mini-batch that was
 * prepared before, forward and backward, as often as an epoch does. The three take turns in one
 * process; the figures are medians over the rounds.
 */
public final class TrainingOverhead {
  private static final int BATCH = 16;
  private static final int ROUNDS = 3;

  /** The first is not timed. */
  private static final int EPOCHS = 3;

  private TrainingOverhead() {}

  /**
   * What was measured.
   *
   * @param graph milliseconds an image for the graph alone
   * @param keeping the training as it is
   * @param decoding the training that decodes every image in each epoch
   */
  record Figures(double graph, Training keeping, Training decoding) {
    double ratio(Training training) {
      return training.milliseconds() / graph;
    }
  }

  /**
   * A training beside its first epoch.
   *
   * @param milliseconds an image, the median over the rounds' epochs
   * @param decoded how many images an epoch decoded, the mean over the rounds' epochs
   */
  record Training(double milliseconds, double decoded) {}

  /**
   * Prints the figures.
   *
   * @param arguments the number of training images, 320 by default, and the size, 128 by default
   */
  public static void main(String[] arguments) throws IOException {
    int images = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 320;
    int size = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 128;
    Figures figures = measure(images, size, ROUNDS);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    out.printf(
        Locale.ROOT,
        "Whole network at %dx%d, mini-batches of %d of %d images: forward and backward %.1f ms an"
            + " image%n",
        size,
        size,
        BATCH,
        images,
        figures.graph());
    for (Training training : List.of(figures.keeping(), figures.decoding())) {
      out.printf(
          Locale.ROOT,
          "training that decodes %.0f images in an epoch: %.1f ms an image, %.2f times%n",
          training.decoded(),
          training.milliseconds(),
          figures.ratio(training));
    }
  }

  static Figures measure(int images, int size, int rounds) throws IOException {
    Path folder = Files.createTempDirectory("cellclass-training");
    try {
      draw(folder.resolve("training"), images, 1);
      draw(folder.resolve("validation"), Leukocyte.values().length, 1_000_000);
      Dataset training = Datasets.folders(folder.resolve("training"));
      Dataset validation = Datasets.folders(folder.resolve("validation"));
      List<Double> alone = new ArrayList<>();
      TimedTrainings keeping = new TimedTrainings(training, validation);
      TimedTrainings decoding = new TimedTrainings(training, validation);
      for (int round = 0; round < rounds; round++) {
        ModelBundle bundle = keeping.add(trainer(size));
        decoding.add(DecodingEachEpoch.of(trainer(size)));
        alone.addAll(passes(bundle, training));
      }
      return new Figures(median(alone), keeping.result(), decoding.result());
    } finally {
      delete(folder);
    }
  }

  private static InceptionV3Trainer.Builder trainer(int size) {
    return InceptionV3Trainer.builder(InceptionWeights.load())
        .size(size)
        .trainable(Trainable.all())
        .batch(BATCH)
        .epochs(EPOCHS);
  }

  /** Trainings of one kind, their epochs timed and their decoded images counted. */
  private static final class TimedTrainings implements TrainingListener {
    private final Dataset training;
    private final Dataset validation;
    private final AtomicInteger decoded = new AtomicInteger();
    private final List<Double> milliseconds = new ArrayList<>();
    private final List<Integer> decodedByEpoch = new ArrayList<>();
    private int before;

    TimedTrainings(Dataset training, Dataset validation) {
      this.training = counted(training, decoded);
      this.validation = validation;
    }

    ModelBundle add(InceptionV3Trainer.Builder builder) throws IOException {
      try (Dl4jClassifier classifier =
          builder.build().train(training, validation, this).classifier()) {
        return classifier.bundle();
      }
    }

    @Override
    public void epochEnded(EpochSummary epoch) {
      if (epoch.epoch() > 1) {
        milliseconds.add(epoch.seconds() * 1000 / training.size());
        decodedByEpoch.add(decoded.get() - before);
      }
      before = decoded.get();
    }

    Training result() {
      return new Training(
          median(milliseconds),
          decodedByEpoch.stream().mapToInt(Integer::intValue).average().orElseThrow());
    }
  }

  private static Dataset counted(Dataset data, AtomicInteger decoded) {
    return Datasets.of(
        data.labels(),
        data.samples().stream()
            .map(
                sample ->
                    new Sample(
                        sample.id(), sample.label(), new CountedSource(sample.source(), decoded)))
            .toList());
  }

  private record CountedSource(ImageSource source, AtomicInteger decoded) implements ImageSource {
    @Override
    public String name() {
      return source.name();
    }

    @Override
    public RgbImage read() throws IOException {
      decoded.incrementAndGet();
      return source.read();
    }
  }

  /** Milliseconds an image of two epochs of passes behind one that warms up. */
  private static List<Double> passes(ModelBundle bundle, Dataset training) throws IOException {
    List<float[]> inputs = new ArrayList<>();
    for (Sample sample : training.samples().subList(0, Math.min(BATCH, training.size()))) {
      inputs.add(bundle.preprocessing().apply(sample.image()));
    }
    List<Double> times = new ArrayList<>();
    try (GraphTraining graph =
        new GraphTraining(bundle.network(), InceptionV3.BLOCKS.size(), inputs)) {
      for (int epoch = 0; epoch < EPOCHS; epoch++) {
        long start = System.nanoTime();
        int images = 0;
        for (; images < training.size(); images += inputs.size()) {
          graph.step();
        }
        if (epoch > 0) {
          times.add((System.nanoTime() - start) / 1e6 / images);
        }
      }
    }
    return times;
  }

  /** JPEG files of the JDK's usual quality, a folder for each of the five types. */
  private static void draw(Path folder, int count, long seed) throws IOException {
    Leukocyte[] types = Leukocyte.values();
    for (int i = 0; i < count; i++) {
      Leukocyte type = types[i % types.length];
      RgbImage image = BloodSmears.cell(type, Pictures.USUAL, seed + i).image();
      Path file = Files.createDirectories(folder.resolve(type.label().name())).resolve(i + ".jpg");
      if (!ImageIO.write(image.toBufferedImage(), "jpeg", file.toFile())) {
        throw new IllegalStateException("this JDK writes no JPEG");
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
