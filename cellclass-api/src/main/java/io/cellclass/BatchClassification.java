package io.cellclass;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Classifies the images of a data set in batches, so that only a batch of them is in memory. */
final class BatchClassification {
  private static final int BATCH = 16;

  /** A batch ends with the image that brings it to so many: 96 MB, and that image's own. */
  private static final long BATCH_PIXELS = 32_000_000;

  private final Classifier classifier;
  private final EvaluationListener listener;
  private final List<Outcome> outcomes = new ArrayList<>();

  private final List<Sample> readable = new ArrayList<>();
  private final List<RgbImage> images = new ArrayList<>();

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
    while (done < samples.size()) {
      done += read(samples.subList(done, samples.size()));
      classifyBatch();
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

  /** Reads a batch from the first of these samples; how many of them it took. */
  private int read(List<Sample> samples) throws IOException {
    int taken = 0;
    long pixels = 0;
    while (taken < Math.min(BATCH, samples.size()) && pixels < BATCH_PIXELS) {
      Sample sample = samples.get(taken++);
      try {
        RgbImage image = sample.image();
        images.add(image);
        readable.add(sample);
        pixels += (long) image.width() * image.height();
      } catch (ClosedByInterruptException | InterruptedIOException interrupted) {
        throw interrupted;
      } catch (IOException problem) {
        listener.unreadable(sample, problem);
      }
    }
    return taken;
  }

  private void classifyBatch() {
    if (images.isEmpty()) {
      return;
    }
    List<Prediction> predictions = classifier.classify(images);
    for (int i = 0; i < readable.size(); i++) {
      Sample sample = readable.get(i);
      outcomes.add(new Outcome(sample.id(), sample.label(), sample.group(), predictions.get(i)));
    }
    readable.clear();
    images.clear();
  }
}
