package io.cellclass.tflite;

import io.cellclass.Classifier;
import io.cellclass.LabelSet;
import io.cellclass.MalformedBundleException;
import io.cellclass.Prediction;
import io.cellclass.Provenance;
import io.cellclass.RgbImage;
import io.cellclass.network.ModelBundle;
import io.cellclass.network.ModelMetadata;
import io.cellclass.network.ViewClassifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/**
 * A classifier on TensorFlow Lite with XNNPACK: of a bundle, or of a {@code .tflite} file that
 * {@link TfliteExport} wrote. Safe for concurrent use: images are prepared on the callers' threads
 * and the next one meanwhile, and computed one behind the other, so that memory does not grow with
 * the number of callers.
 *
 * <p>An image gets the same probabilities each time, to the last bit, whatever it is asked for
 * together with.
 *
 * <p>TensorFlow Lite writes one line to the standard error stream when it first uses XNNPACK.
 */
public final class TfliteClassifier implements Classifier {
  /** Writes what the classifier was opened from. */
  private interface Source {
    void write(Path file) throws IOException;
  }

  private final ModelMetadata metadata;
  private final Source source;
  private final TfliteRunner runner;

  /** Held for reading while images are classified, and for writing to close. */
  private final ReadWriteLock use = new ReentrantReadWriteLock();

  private TfliteClassifier(ModelMetadata metadata, Source source, TfliteRunner runner) {
    this.metadata = metadata;
    this.source = source;
    this.runner = runner;
  }

  /**
   * Opens a bundle or an exported {@code .tflite} file, whatever its name is, with {@link
   * TfliteOptions#standard()}. The caller closes the classifier.
   *
   * @throws MalformedBundleException if the file is neither whole bundle nor whole export of a
   *     known version, or its network does not give the answers that it gave when it was written
   * @throws IOException if the file cannot be read
   */
  public static TfliteClassifier load(Path file) throws IOException {
    return load(file, TfliteOptions.standard());
  }

  /**
   * Opens a bundle or an exported {@code .tflite} file, whatever its name is. The caller closes the
   * classifier.
   *
   * @throws MalformedBundleException if the file is neither whole bundle nor whole export of a
   *     known version, or its network does not give the answers that it gave when it was written
   * @throws IOException if the file cannot be read
   */
  public static TfliteClassifier load(Path file, TfliteOptions options) throws IOException {
    if (!TfliteFile.isTflite(file)) {
      return open(file.toString(), ModelBundle.read(file), options);
    }
    TfliteFile read = TfliteFile.read(file);
    return open(file.toString(), read, read::write, options);
  }

  /**
   * Runs the network of a bundle with {@link TfliteOptions#standard()}. The caller closes the
   * classifier.
   *
   * @throws MalformedBundleException if the network does not give the answers that it gave when it
   *     was saved
   */
  public static TfliteClassifier open(ModelBundle bundle) throws IOException {
    return open(bundle, TfliteOptions.standard());
  }

  /**
   * Runs the network of a bundle. The caller closes the classifier.
   *
   * @throws MalformedBundleException if the network does not give the answers that it gave when it
   *     was saved
   */
  public static TfliteClassifier open(ModelBundle bundle, TfliteOptions options)
      throws IOException {
    return open("the bundle", bundle, options);
  }

  private static TfliteClassifier open(String name, ModelBundle bundle, TfliteOptions options)
      throws IOException {
    TfliteFile file = TfliteFile.of(TfliteExport.floatGraph(bundle), bundle.metadata());
    return open(name, file, bundle::write, options);
  }

  private static TfliteClassifier open(
      String name, TfliteFile file, Source source, TfliteOptions options) throws IOException {
    TfliteClassifier classifier =
        new TfliteClassifier(file.metadata(), source, runner(name, file, options));
    boolean agrees = false;
    try {
      ModelMetadata metadata = file.metadata();
      metadata.check(
          name, images -> classifier.runner.probabilities(images, metadata.preprocessing()::apply));
      agrees = true;
      return classifier;
    } finally {
      if (!agrees) {
        classifier.close();
      }
    }
  }

  private static TfliteRunner runner(String name, TfliteFile file, TfliteOptions options)
      throws MalformedBundleException {
    try {
      return new TfliteRunner(file.model(), file.graph(), options);
    } catch (IllegalStateException e) {
      throw new MalformedBundleException(
          name + ": the network cannot be run: " + e.getMessage(), e);
    }
  }

  @Override
  public LabelSet labels() {
    return metadata.labels();
  }

  @Override
  public List<Prediction> classify(List<RgbImage> images) {
    return classify(images, metadata.preprocessing()::apply);
  }

  List<Prediction> classify(List<RgbImage> images, Function<RgbImage, float[]> preparation) {
    use.readLock().lock();
    try {
      runner.requireOpen();
      return runner.probabilities(images, preparation).stream()
          .map(probabilities -> Prediction.of(metadata.labels(), probabilities))
          .toList();
    } finally {
      use.readLock().unlock();
    }
  }

  @Override
  public Classifier viewing(RgbImage image) {
    return new ViewClassifier(this, this::classify, metadata.preprocessing().view(image));
  }

  @Override
  public Provenance provenance() {
    return metadata.provenance();
  }

  /** What the file says beside the network. Stays valid after {@link #close()}. */
  public ModelMetadata metadata() {
    return metadata;
  }

  /**
   * Writes a bundle where it was opened from one, and otherwise a copy of the {@code .tflite} file.
   */
  @Override
  public void save(Path file) throws IOException {
    runner.requireOpen();
    source.write(file);
  }

  @Override
  public void close() {
    use.writeLock().lock();
    try {
      runner.close();
    } finally {
      use.writeLock().unlock();
    }
  }
}
