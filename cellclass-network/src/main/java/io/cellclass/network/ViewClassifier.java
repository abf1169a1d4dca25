package io.cellclass.network;

import io.cellclass.Classifier;
import io.cellclass.LabelSet;
import io.cellclass.Prediction;
import io.cellclass.Provenance;
import io.cellclass.RgbImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * A classifier that sees every image as it sees a certain one: what {@link Classifier#viewing}
 * gives. Safe for concurrent use.
 */
public final class ViewClassifier implements Classifier {
  /** Classifies images that are prepared in another way than the classifier's own. */
  public interface Engine {
    /** The predictions of images of which the preparation makes the network's input. */
    List<Prediction> classify(List<RgbImage> images, Function<RgbImage, float[]> preparation);
  }

  private final Classifier classifier;
  private final Engine engine;
  private final View view;

  /**
   * A view of a classifier, which stays its owner's to close.
   *
   * @param engine the classifier's own
   * @param view how images are seen
   */
  public ViewClassifier(Classifier classifier, Engine engine, View view) {
    this.classifier = classifier;
    this.engine = engine;
    this.view = view;
  }

  @Override
  public LabelSet labels() {
    return classifier.labels();
  }

  @Override
  public List<Prediction> classify(List<RgbImage> images) {
    return engine.classify(images, view::apply);
  }

  @Override
  public Classifier viewing(RgbImage image) {
    return this;
  }

  @Override
  public Provenance provenance() {
    return classifier.provenance();
  }

  @Override
  public void save(Path file) throws IOException {
    classifier.save(file);
  }

  /** Does nothing: the classifier is its owner's to close. */
  @Override
  public void close() {}
}
