package io.cellclass.dl4j;

import io.cellclass.Differentiable;
import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.Layer;
import io.cellclass.Prediction;
import io.cellclass.Provenance;
import io.cellclass.RgbImage;
import io.cellclass.Trace;
import io.cellclass.network.View;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** A classifier that sees every image as it sees a certain one. */
final class Dl4jView implements Differentiable {
  private final Dl4jClassifier classifier;
  private final View view;

  Dl4jView(Dl4jClassifier classifier, View view) {
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
  public List<Layer> layers() {
    return classifier.layers();
  }

  @Override
  public List<Trace> trace(
      List<RgbImage> images, Function<Prediction, Label> target, String layer) {
    return classifier.trace(images, target, layer, image -> view);
  }

  @Override
  public List<List<Trace>> traceHead(List<RgbImage> images, Function<Prediction, Label> target) {
    return classifier.traceHead(images, target, image -> view);
  }

  @Override
  public Differentiable viewing(RgbImage image) {
    return this;
  }

  @Override
  public Provenance provenance() {
    return classifier.provenance();
  }

  @Override
  public void save(Path bundle) throws IOException {
    classifier.save(bundle);
  }

  /** Does nothing: the classifier is its owner's to close. */
  @Override
  public void close() {}
}
