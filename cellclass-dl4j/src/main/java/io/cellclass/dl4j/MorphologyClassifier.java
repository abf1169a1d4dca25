package io.cellclass.dl4j;

import io.cellclass.Classifier;
import io.cellclass.LabelSet;
import io.cellclass.Prediction;
import io.cellclass.Provenance;
import io.cellclass.RgbImage;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The baseline that {@link MorphologyTrainer} trains: a linear softmax of hand-made measures of the
 * cell. Safe for concurrent use. It is there to be compared with, holds no native memory, and has
 * no file form.
 */
public final class MorphologyClassifier implements Classifier {
  private final LabelSet labels;
  private final LinearSoftmax softmax;
  private final Provenance provenance;
  private final AtomicBoolean closed = new AtomicBoolean();

  MorphologyClassifier(LabelSet labels, LinearSoftmax softmax, Provenance provenance) {
    this.labels = labels;
    this.softmax = softmax;
    this.provenance = provenance;
  }

  @Override
  public LabelSet labels() {
    return labels;
  }

  @Override
  public List<Prediction> classify(List<RgbImage> images) {
    requireOpen();
    return images.parallelStream()
        .map(image -> Prediction.of(labels, softmax.probabilities(CellMorphology.of(image))))
        .toList();
  }

  @Override
  public Provenance provenance() {
    return provenance;
  }

  /**
   * Never succeeds: a bundle holds a network, and this is none.
   *
   * @throws UnsupportedOperationException always, unless the classifier is closed
   * @throws IllegalStateException after {@link #close()}
   */
  @Override
  public void save(Path bundle) {
    requireOpen();
    throw new UnsupportedOperationException(
        "the morphology baseline cannot be saved: a bundle holds a network");
  }

  @Override
  public void close() {
    closed.set(true);
  }

  private void requireOpen() {
    if (closed.get()) {
      throw new IllegalStateException("the classifier is closed");
    }
  }
}
