package io.cellclass.onnx;

import ai.onnxruntime.OrtException;
import io.cellclass.Classifier;
import io.cellclass.LabelSet;
import io.cellclass.MalformedBundleException;
import io.cellclass.Prediction;
import io.cellclass.Provenance;
import io.cellclass.RgbImage;
import io.cellclass.network.AtomicFile;
import io.cellclass.network.ModelBundle;
import io.cellclass.network.ModelMetadata;
import io.cellclass.network.PreparedBatches;
import io.cellclass.network.Shape;
import io.cellclass.network.ViewClassifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/**
 * A classifier on ONNX Runtime: of a bundle, or of an ONNX file that {@link OnnxExport} wrote. Safe
 * for concurrent use: images are prepared on the callers' threads and the common pool, and batches
 * are computed one behind the other, so that memory does not grow with the number of callers.
 *
 * <p>The same images in the same batches give the same probabilities, to the last bit; in other
 * batches the last bits may differ.
 */
public final class OnnxClassifier implements Classifier {
  /** Writes the file that the classifier was opened from. */
  private interface Source {
    void write(Path file) throws IOException;
  }

  private final ModelMetadata metadata;
  private final Source source;
  private final OnnxRunner runner;

  /** Held for reading while images are classified, and for writing to close. */
  private final ReadWriteLock use = new ReentrantReadWriteLock();

  private OnnxClassifier(ModelMetadata metadata, Source source, OnnxRunner runner) {
    this.metadata = metadata;
    this.source = source;
    this.runner = runner;
  }

  /**
   * Opens a bundle or an exported ONNX file, whatever its name is, with {@link OnnxOptions#cpu()}.
   * The caller closes the classifier.
   *
   * @throws MalformedBundleException if the file is neither whole bundle nor whole export of a
   *     known version, or its network does not give the answers that it gave when it was written
   * @throws IOException if the file cannot be read
   */
  public static OnnxClassifier load(Path file) throws IOException {
    return load(file, OnnxOptions.cpu());
  }

  /**
   * Opens a bundle or an exported ONNX file, whatever its name is. The caller closes the
   * classifier.
   *
   * @throws MalformedBundleException if the file is neither whole bundle nor whole export of a
   *     known version, or its network does not give the answers that it gave when it was written
   * @throws IOException if the file cannot be read
   * @throws IllegalStateException if the options ask for CUDA and it cannot be used
   */
  public static OnnxClassifier load(Path file, OnnxOptions options) throws IOException {
    if (!OnnxFile.isOnnx(file)) {
      return open(file.toString(), ModelBundle.read(file), options);
    }
    return open(file.toString(), OnnxFile.read(file), options);
  }

  static OnnxClassifier open(String name, OnnxFile model, OnnxOptions options) throws IOException {
    return open(
        name,
        model.bytes(),
        model.metadata(),
        target -> AtomicFile.write(target, out -> out.write(model.bytes())),
        options);
  }

  /**
   * Runs the network of a bundle with {@link OnnxOptions#cpu()}. The caller closes the classifier.
   *
   * @throws MalformedBundleException if the network does not give the answers that it gave when it
   *     was saved
   */
  public static OnnxClassifier open(ModelBundle bundle) throws IOException {
    return open(bundle, OnnxOptions.cpu());
  }

  /**
   * Runs the network of a bundle. The caller closes the classifier.
   *
   * @throws MalformedBundleException if the network does not give the answers that it gave when it
   *     was saved
   * @throws IllegalStateException if the options ask for CUDA and it cannot be used
   */
  public static OnnxClassifier open(ModelBundle bundle, OnnxOptions options) throws IOException {
    return open("the bundle", bundle, options);
  }

  private static OnnxClassifier open(String name, ModelBundle bundle, OnnxOptions options)
      throws IOException {
    byte[] model = OnnxFile.model(OnnxExport.graph(bundle)).build().toByteArray();
    return open(name, model, bundle.metadata(), bundle::write, options);
  }

  private static OnnxClassifier open(
      String name, byte[] model, ModelMetadata metadata, Source source, OnnxOptions options)
      throws IOException {
    OnnxClassifier classifier =
        new OnnxClassifier(metadata, source, runner(name, model, metadata, options));
    boolean agrees = false;
    try {
      metadata.check(
          name, images -> classifier.probabilities(metadata.preprocessing()::apply, images));
      agrees = true;
      return classifier;
    } finally {
      if (!agrees) {
        classifier.close();
      }
    }
  }

  private static OnnxRunner runner(
      String name, byte[] model, ModelMetadata metadata, OnnxOptions options) throws IOException {
    int size = metadata.preprocessing().size();
    try {
      return new OnnxRunner(
          model, new Shape(size, size, 3), List.of(OnnxFormat.PROBABILITIES), options);
    } catch (OrtException e) {
      throw new MalformedBundleException(
          name + ": ONNX Runtime cannot run the network: " + e.getMessage(), e);
    }
  }

  private List<float[]> probabilities(
      Function<RgbImage, float[]> preparation, List<RgbImage> images) {
    return new PreparedBatches(runner.batchSize(), runner::submit)
        .probabilities(images, preparation);
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
      return probabilities(preparation, images).stream()
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

  /** Writes a bundle where it was opened from one, and otherwise a copy of the ONNX file. */
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
