package io.cellclass.benchmarks;

import io.cellclass.Classifier;
import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.Prediction;
import io.cellclass.RgbImage;
import java.util.List;

/** A classifier of cellclass, from decoded images to predictions. */
record ClassifierPeer(Classifier classifier, List<RgbImage> images) implements Peer {
  @Override
  public List<Prediction> classify() {
    return classifier.classify(images);
  }

  @Override
  public float[] first() {
    Prediction prediction = classifier.classify(images.get(0));
    LabelSet labels = classifier.labels();
    float[] probabilities = new float[labels.size()];
    for (Label label : labels) {
      probabilities[labels.indexOf(label)] = (float) prediction.probability(label);
    }
    return probabilities;
  }

  @Override
  public void close() {
    classifier.close();
  }
}
