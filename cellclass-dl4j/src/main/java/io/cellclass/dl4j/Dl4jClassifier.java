package io.cellclass.dl4j;

import io.cellclass.Differentiable;
import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.Layer;
import io.cellclass.MalformedBundleException;
import io.cellclass.Prediction;
import io.cellclass.Provenance;
import io.cellclass.RgbImage;
import io.cellclass.Trace;
import io.cellclass.network.ModelBundle;
import io.cellclass.network.Network;
import io.cellclass.network.PreparedBatches;
import io.cellclass.network.Preprocessing;
import io.cellclass.network.TestVector;
import io.cellclass.network.View;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/**
 * A classifier on Deeplearning4j. Safe for concurrent use: images are prepared on the callers'
 * threads and the common pool, and the network runs on one thread of the classifier, so that its
 * memory does not grow with the number of callers.
 *
 * <p>The same images in the same batches give the same probabilities, to the last bit; in other
 * batches the last bits may differ.
 */
public final class Dl4jClassifier implements Differentiable {
  private final ModelBundle bundle;
  private final NetworkRunner runner;
  private final Tracing tracing;

  /** Held for reading while images are classified, and for writing to close. */
  private final ReadWriteLock use = new ReentrantReadWriteLock();

  private Dl4jClassifier(ModelBundle bundle, NetworkRunner runner) {
    this.bundle = bundle;
    this.runner = runner;
    this.tracing = new Tracing(bundle);
  }

  /**
   * Opens a bundle. The caller closes the classifier.
   *
   * @throws MalformedBundleException if the file is not a whole bundle of a known version, or its
   *     network does not give the answers that it gave when it was saved
   * @throws IOException if the file cannot be read
   */
  public static Dl4jClassifier load(Path file) throws IOException {
    return open(ModelBundle.read(file));
  }

  /**
   * Runs the network of a bundle. The caller closes the classifier.
   *
   * @throws MalformedBundleException if the network does not give the answers that it gave when it
   *     was saved
   */
  public static Dl4jClassifier open(ModelBundle bundle) throws IOException {
    try {
      return closedOnFailure(
          new NetworkRunner(bundle.network()),
          runner -> {
            bundle.check(images -> probabilities(runner, bundle.preprocessing()::apply, images));
            return bundle;
          });
    } catch (RuntimeException e) {
      // A well-formed bundle whose network is nonsense to the engine: it says so in many ways.
      throw new MalformedBundleException("the network cannot be run: " + e.getMessage(), e);
    }
  }

  /** The classifier that a training ends with: its test vectors are what it says now. */
  static Dl4jClassifier trained(
      Network network, Preprocessing preprocessing, LabelSet labels, Provenance provenance) {
    return closedOnFailure(
        new NetworkRunner(network),
        runner -> {
          List<TestVector> vectors =
              TestVector.standard(images -> probabilities(runner, preprocessing::apply, images));
          return ModelBundle.of(network, preprocessing, labels, provenance, vectors);
        });
  }

  /** Makes, or checks, the bundle of a runner that is not in anyone's hands yet. */
  private interface Bundling<E extends Exception> {
    ModelBundle bundle(NetworkRunner runner) throws E;
  }

  private static <E extends Exception> Dl4jClassifier closedOnFailure(
      NetworkRunner runner, Bundling<E> bundling) throws E {
    boolean done = false;
    try {
      Dl4jClassifier classifier = new Dl4jClassifier(bundling.bundle(runner), runner);
      done = true;
      return classifier;
    } finally {
      if (!done) {
        runner.close();
      }
    }
  }

  private static List<float[]> probabilities(
      NetworkRunner runner, Function<RgbImage, float[]> preparation, List<RgbImage> images) {
    return new PreparedBatches(NetworkRunner.LARGEST_BATCH, runner::submit)
        .probabilities(images, preparation);
  }

  @Override
  public LabelSet labels() {
    return bundle.labels();
  }

  @Override
  public List<Prediction> classify(List<RgbImage> images) {
    return classify(images, bundle.preprocessing()::apply);
  }

  List<Prediction> classify(List<RgbImage> images, Function<RgbImage, float[]> preparation) {
    use.readLock().lock();
    try {
      runner.requireOpen();
      return probabilities(runner, preparation, images).stream()
          .map(probabilities -> Prediction.of(bundle.labels(), probabilities))
          .toList();
    } finally {
      use.readLock().unlock();
    }
  }

  /** The image as the network is given it, the blocks, and what convolutions give behind ReLU. */
  @Override
  public List<Layer> layers() {
    return tracing.layers();
  }

  /**
   * Runs the real network forward and back. The first trace of a layer compiles two graphs, which
   * stay until another layer is traced.
   */
  @Override
  public List<Trace> trace(
      List<RgbImage> images, Function<Prediction, Label> target, String layer) {
    return trace(images, target, layer, bundle.preprocessing()::view);
  }

  List<Trace> trace(
      List<RgbImage> images,
      Function<Prediction, Label> target,
      String layer,
      Function<RgbImage, View> views) {
    use.readLock().lock();
    try {
      runner.requireOpen();
      return tracing.trace(images, views, target, layer);
    } finally {
      use.readLock().unlock();
    }
  }

  @Override
  public List<List<Trace>> traceHead(List<RgbImage> images, Function<Prediction, Label> target) {
    return traceHead(images, target, bundle.preprocessing()::view);
  }

  List<List<Trace>> traceHead(
      List<RgbImage> images, Function<Prediction, Label> target, Function<RgbImage, View> views) {
    use.readLock().lock();
    try {
      runner.requireOpen();
      return tracing.traceHead(images, views, target);
    } finally {
      use.readLock().unlock();
    }
  }

  @Override
  public Differentiable viewing(RgbImage image) {
    return new Dl4jView(this, bundle.preprocessing().view(image));
  }

  /**
   * An open classifier whose head has learned nothing ({@link Network#withRandomHead}), to see
   * whether explanations tell the two apart.
   */
  public Dl4jClassifier withRandomHead(long seed) {
    return trained(
        bundle.network().withRandomHead(seed),
        bundle.preprocessing(),
        bundle.labels(),
        bundle.provenance());
  }

  @Override
  public Provenance provenance() {
    return bundle.provenance();
  }

  @Override
  public void save(Path file) throws IOException {
    runner.requireOpen();
    bundle.write(file);
  }

  /**
   * The network, its preprocessing and labels: what other engines run. Stays valid after {@link
   * #close()}.
   */
  public ModelBundle bundle() {
    return bundle;
  }

  @Override
  public void close() {
    use.writeLock().lock();
    try {
      runner.close();
      tracing.close();
    } finally {
      use.writeLock().unlock();
    }
  }
}
