package io.cellclass;

import com.google.common.collect.Lists;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Classifies the images of a data set, of which a few batches are in memory. */
final class BatchClassification implements ClassificationListener {
  /** How often the listener hears of the progress. */
  private static final int STEP = 16;

  private final Classifier classifier;
  private final EvaluationListener listener;
  private final List<Sample> samples;
  private final Iterator<Sample> next;
  private final List<Outcome> outcomes = new ArrayList<>();
  private int done;

  BatchClassification(Classifier classifier, Dataset dataset, EvaluationListener listener) {
    this.classifier = classifier;
    this.listener = listener;
    this.samples = dataset.samples();
    this.next = samples.iterator();
  }

  /** The outcomes of the images that could be read, in their order. */
  List<Outcome> outcomes() throws IOException {
    if (samples.isEmpty()) {
      throw new IllegalArgumentException("expected at least one image to classify, found none");
    }
    requireKnownLabels();
    classifier.classify(Lists.transform(samples, Sample::source), this);
    if (outcomes.isEmpty()) {
      throw new IOException("none of the " + samples.size() + " images could be read");
    }
    return outcomes;
  }

  private void requireKnownLabels() {
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

  @Override
  public void classified(ImageSource source, Prediction prediction) {
    Sample sample = next.next();
    outcomes.add(new Outcome(sample.id(), sample.label(), sample.group(), prediction));
    progress();
  }

  @Override
  public void unreadable(ImageSource source, IOException problem) throws IOException {
    listener.unreadable(next.next(), problem);
    progress();
  }

  private void progress() {
    done++;
    if (done % STEP == 0 || done == samples.size()) {
      listener.progressed(done, samples.size());
    }
  }
}
