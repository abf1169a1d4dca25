package io.cellclass.segment.neural;

import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.MalformedBundleException;
import io.cellclass.Provenance;
import io.cellclass.RgbImage;
import io.cellclass.network.NetworkBundle;
import io.cellclass.network.NetworkSession;
import io.cellclass.segment.Box;
import io.cellclass.segment.Detection;
import io.cellclass.segment.Detector;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds cells by a network that marks their centres and sizes (Zhou, Wang and Kraehenbuehl 2019).
 * Runs on the fastest {@link io.cellclass.network.NetworkEngine} that is on the class path. Safe
 * for concurrent use.
 */
public final class NetworkDetector implements Detector {
  static final String KIND = "detector";
  static final String LABELS = "labels";
  static final String SCALE = "scale";
  static final String THRESHOLDS = "thresholds";

  /** Below this nothing is a candidate. */
  private static final double LEAST_SCORE = 0.02;

  private final NetworkBundle bundle;
  private final LabelSet labels;
  private final InputScale scale;
  private final double[] thresholds;
  private final Centres centres;
  private final Tiles tiles;
  private final NetworkSession session;

  private NetworkDetector(NetworkBundle bundle, NetworkSession session) {
    this.bundle = bundle;
    this.labels = LabelSet.of(Settings.required(bundle, LABELS).split("\n", -1));
    this.scale = InputScale.parse(Settings.required(bundle, SCALE));
    this.thresholds = thresholds(Settings.required(bundle, THRESHOLDS));
    this.centres = new Centres(labels);
    var output = bundle.network().shape(bundle.network().outputs().get(0));
    if (thresholds.length != labels.size() || output.channels() != centres.channels()) {
      throw new IllegalArgumentException(
          "expected thresholds and channels for the labels "
              + labels
              + ", found "
              + thresholds.length
              + " and an output of "
              + output);
    }
    this.tiles = new Tiles(bundle.network().input(), output);
    scale.requireFor(bundle.network().input());
    this.session = session;
  }

  private static double[] thresholds(String text) {
    double[] thresholds =
        Arrays.stream(text.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
    for (double threshold : thresholds) {
      if (!(threshold > 0 && threshold <= 1)) {
        throw new IllegalArgumentException(
            "expected thresholds above 0, up to 1, found " + threshold);
      }
    }
    return thresholds;
  }

  /**
   * Reads a detector.
   *
   * @throws MalformedBundleException if the file is not a whole, unaltered detector
   * @throws IllegalStateException if no engine is on the class path, or it gives other answers than
   *     those in the file
   * @throws IOException if the file cannot be read
   */
  public static NetworkDetector load(Path file) throws IOException {
    NetworkBundle bundle = NetworkBundle.read(file, KIND);
    try {
      return open(bundle);
    } catch (IllegalArgumentException e) {
      throw new MalformedBundleException(file + ": not a detector: " + e.getMessage(), e);
    }
  }

  /**
   * Reads a detector from a stream, by way of a temporary file.
   *
   * @param in read to its end, not closed
   * @throws IOException as {@link #load(Path)} does
   */
  public static NetworkDetector load(InputStream in) throws IOException {
    Path file = Files.createTempFile("detector", ".cellclass");
    try {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      return load(file);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  static NetworkDetector open(NetworkBundle bundle) {
    return Engines.open(bundle, session -> new NetworkDetector(bundle, session));
  }

  @Override
  public LabelSet labels() {
    return labels;
  }

  /** How the detector came to be. */
  public Provenance provenance() {
    return bundle.provenance();
  }

  /**
   * The lowest score at which a candidate counts as a cell.
   *
   * @throws IllegalArgumentException if the detector does not know the label
   */
  public double threshold(Label label) {
    return thresholds[labels.indexOf(label)];
  }

  @Override
  public List<Detection> detect(RgbImage image) {
    return detect(image, thresholds);
  }

  /**
   * All that could be cells, those too that {@link #detect} leaves out as too uncertain: what an
   * average precision is computed from.
   */
  public List<Detection> candidates(RgbImage image) {
    return detect(image, centres.least(LEAST_SCORE));
  }

  private List<Detection> detect(RgbImage image, double[] least) {
    RgbImage seen = scale.apply(image);
    Tiles.OutputMap map = tiles.run(session, seen);
    double horizontal = tiles.stride() * (double) image.width() / seen.width();
    double vertical = tiles.stride() * (double) image.height() / seen.height();
    List<Detection> found = new ArrayList<>();
    for (Detection detection : centres.detections(map, least)) {
      Box box = detection.box().scaled(horizontal, vertical).clipped(image.width(), image.height());
      if (box.area() > 0) {
        found.add(new Detection(box, detection.label(), detection.score()));
      }
    }
    return found;
  }

  /** The same network with other thresholds. */
  static NetworkBundle withThresholds(NetworkBundle bundle, double[] thresholds) {
    Map<String, String> settings = new TreeMap<>(bundle.settings());
    settings.put(THRESHOLDS, text(thresholds));
    return new NetworkBundle(
        KIND, settings, bundle.network(), bundle.provenance(), bundle.answers());
  }

  static String text(double[] thresholds) {
    return String.join(" ", Arrays.stream(thresholds).mapToObj(Double::toString).toList());
  }

  /**
   * Writes the detector: the file is there as a whole or stays as it was.
   *
   * @throws IOException if it cannot be written
   */
  public void save(Path file) throws IOException {
    bundle.write(file);
  }

  @Override
  public void close() {
    session.close();
  }
}
