package io.cellclass.tflite;

import io.cellclass.Classifier;
import io.cellclass.LabelSet;
import io.cellclass.Prediction;
import io.cellclass.Provenance;
import io.cellclass.RgbImage;
import io.cellclass.network.View;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A classifier that sees every image as it sees a certain one. */
final class TfliteView implements Classifier {
  private final TfliteClassifier classifier;
  private final View view;

  TfliteView(TfliteClassifier classifier, View view) {
    this.classifier = classifier;
    this.view = view;
  }

  @Override
  public LabelSet labels() {
    return classifier.labels();
  }

  @Override
  public List<Prediction> classify(List<RgbImage> images) {
    return classifier.classify(images, view::apply);
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
