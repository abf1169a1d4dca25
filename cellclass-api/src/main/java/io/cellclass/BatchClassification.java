package io.cellclass;

import com.google.common.collect.Lists;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Classifies the images of a data set in batches, so that only a batch of them is in memory. */
final class BatchClassification {
  private static final int BATCH = 16;

  private final Classifier classifier;
  private final EvaluationListener listener;
  private final List<Outcome> outcomes = new ArrayList<>();

  BatchClassification(Classifier classifier, EvaluationListener listener) {
    this.classifier = classifier;
    this.listener = listener;
  }

  /** The outcomes of the images that could be read, in their order. */
  List<Outcome> classify(Dataset dataset) throws IOException {
    List<Sample> samples = dataset.samples();
    if (samples.isEmpty()) {
      throw new IllegalArgumentException("expected at least one image to classify, found none");
    }
    requireKnownLabels(samples);
    int done = 0;
    for (List<Sample> batch : Lists.partition(samples, BATCH)) {
      classify(batch);
      done += batch.size();
      listener.progressed(done, samples.size());
    }
    if (outcomes.isEmpty()) {
      throw new IOException("none of the " + samples.size() + " images could be read");
    }
    return outcomes;
  }

  private void requireKnownLabels(List<Sample> samples) {
    Set<Label> unknown = new LinkedHashSet<>();
    samples.forEach(sample -> unknown.add(sample.label()));
    unknown.removeAll(classifier.labels().asList());
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "the data set has labels that the classifier does not know: "
              + unknown
              + ", expected only "
              + classifier.labels());
    }
  }

  private void classify(List<Sample> batch) throws IOException {
    List<Sample> readable = new ArrayList<>();
    List<RgbImage> images = new ArrayList<>();
    for (Sample sample : batch) {
      try {
        images.add(sample.image());
        readable.add(sample);
      } catch (IOException problem) {
        listener.unreadable(sample, problem);
      }
    }
    if (images.isEmpty()) {
      return;
    }
    List<Prediction> predictions = classifier.classify(images);
    for (int i = 0; i < readable.size(); i++) {
      Sample sample = readable.get(i);
      outcomes.add(new Outcome(sample.id(), sample.label(), predictions.get(i)));
    }
  }
}
