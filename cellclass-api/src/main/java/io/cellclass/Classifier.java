package io.cellclass;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Tells which class of cell an image shows. Safe for concurrent use.
 *
 * <p>An image may have any size: framing, resizing and scaling are part of the model.
 */
public interface Classifier extends AutoCloseable {
  /**
   * Opens a bundle, or an exported {@code .onnx} or {@code .tflite} file, with the fastest engine
   * on the class path that can. The caller closes it.
   *
   * @throws MalformedBundleException if the file is not a whole file of a known version
   * @throws IOException if the file cannot be read
   * @throws IllegalStateException if no engine on the class path opens such a file
   */
  static Classifier load(Path file) throws IOException {
    return ClassifierEngine.fastestFor(file).load(file);
  }

  /**
   * Opens a bundle that is no file, such as a resource of a jar, with the fastest engine on the
   * class path. The caller closes the classifier and the stream.
   *
   * @param bundle read to its end
   * @throws MalformedBundleException if it is not a whole bundle of a known version
   * @throws IOException if the stream cannot be read
   * @throws IllegalStateException if no engine is on the class path
   */
  static Classifier load(InputStream bundle) throws IOException {
    return ClassifierEngine.fastest().load(bundle);
  }

  /** The classes that this classifier knows, in the order of the network's outputs. */
  LabelSet labels();

  /**
   * Classifies one image.
   *
   * @throws IllegalStateException after {@link #close()}
   */
  default Prediction classify(RgbImage image) {
    return classify(List.of(image)).get(0);
  }

  /**
   * Classifies several images at once, which is faster than one by one.
   *
   * @return a prediction for each image, in their order
   * @throws IllegalStateException after {@link #close()}
   */
  List<Prediction> classify(List<RgbImage> images);

  /**
   * Classifies images as they are read, any number of them: while a batch is computed, the next one
   * is decoded on all cores. Two batches of up to 32 images are in memory, fewer if they are large.
   *
   * @param sources read once, each safe to be read while others are
   * @throws IOException if the listener throws it
   * @throws IllegalStateException after {@link #close()}
   */
  default void classify(Iterable<? extends ImageSource> sources, ClassificationListener listener)
      throws IOException {
    new StreamedClassification(this).run(sources, listener);
  }

  /**
   * This classifier, but one that sees every image as it sees this one: where the model looks for
   * the cell or evens out the light, what it found here holds. For changed copies of the image, so
   * that the change is judged and not what it does to the search. It ends with this classifier;
   * closing it does nothing.
   *
   * @return a classifier for images of this one's size, which refuses others with
   *     IllegalArgumentException where the size matters to it; this one if it looks for nothing in
   *     an image
   */
  default Classifier viewing(RgbImage image) {
    return this;
  }

  /** How the model came to be. */
  Provenance provenance();

  /**
   * Writes the model as a bundle, replacing a file that is there only when the new one is whole.
   *
   * @throws IOException if the file cannot be written
   * @throws IllegalStateException after {@link #close()}
   * @throws UnsupportedOperationException if this kind of classifier has no file form, as one that
   *     is no network
   */
  void save(Path bundle) throws IOException;

  /**
   * Frees the network's memory, after calls that are under way have ended. Closing twice does
   * nothing.
   */
  @Override
  void close();
}
