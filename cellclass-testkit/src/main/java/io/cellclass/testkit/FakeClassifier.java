package io.cellclass.testkit;

import io.cellclass.Classifier;
import io.cellclass.LabelSet;
import io.cellclass.Prediction;
import io.cellclass.Provenance;
import io.cellclass.RgbImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * A classifier for tests of what stands around classifiers: its probabilities are what a function
 * says of the image. Safe for concurrent use if the function is.
 */
public final class FakeClassifier implements Classifier {
  private static final Provenance PROVENANCE =
      new Provenance("0".repeat(64), 0, Map.of("trainer", "none"), Map.of(), Instant.EPOCH);

  private final LabelSet labels;
  private final Function<RgbImage, float[]> probabilities;
  private final Provenance provenance;
  private final AtomicBoolean closed = new AtomicBoolean();

  private FakeClassifier(
      LabelSet labels, Function<RgbImage, float[]> probabilities, Provenance provenance) {
    this.provenance = provenance;
    this.labels = labels;
    this.probabilities = probabilities;
  }

  /**
   * A classifier that answers as told.
   *
   * @param probabilities gives one for each label, in their order, each in [0, 1]; they should sum
   *     to 1. Where it gives others, {@link #classify} throws IllegalArgumentException
   * @throws IllegalArgumentException if there is no label
   */
  public static FakeClassifier of(LabelSet labels, Function<RgbImage, float[]> probabilities) {
    if (labels.size() == 0) {
      throw new IllegalArgumentException("expected at least one label");
    }
    return new FakeClassifier(labels, probabilities, PROVENANCE);
  }

  /** A classifier whose answers are made up from the image's pixels: one image, one answer. */
  public static FakeClassifier hashing(LabelSet labels) {
    return of(labels, image -> madeUp(labels.size(), image.hashCode()));
  }

  /**
   * Opens a file that {@link #save} wrote, as {@link #hashing}.
   *
   * @throws IOException if the file cannot be read
   * @throws io.cellclass.MalformedBundleException if it holds no names of labels
   */
  public static FakeClassifier load(Path saved) throws IOException {
    return hashing(FakeBundle.labels(saved));
  }

  /** An open classifier that answers as this one and says that it came to be in this way. */
  public FakeClassifier withProvenance(Provenance other) {
    return new FakeClassifier(labels, probabilities, other);
  }

  private static float[] madeUp(int size, int hash) {
    double[] weights = new double[size];
    double sum = 0;
    for (int i = 0; i < size; i++) {
      weights[i] = 1 + (Texture.hash(hash, i, 0) >>> 8);
      sum += weights[i];
    }
    float[] shares = new float[size];
    for (int i = 0; i < size; i++) {
      shares[i] = (float) (weights[i] / sum);
    }
    return shares;
  }

  @Override
  public LabelSet labels() {
    return labels;
  }

  @Override
  public List<Prediction> classify(List<RgbImage> images) {
    checkOpen();
    return images.stream().map(image -> Prediction.of(labels, probabilities.apply(image))).toList();
  }

  /** Unless told otherwise, a hash of zeros, the seed 0 and the epoch of time. */
  @Override
  public Provenance provenance() {
    return provenance;
  }

  /**
   * Writes the names of the labels, a line each, in UTF-8; neither the function nor the provenance
   * is. This is no bundle: {@link Classifier#load} refuses it, and {@link #load} reads it.
   */
  @Override
  public void save(Path bundle) throws IOException {
    checkOpen();
    FakeBundle.write(labels, bundle);
  }

  @Override
  public void close() {
    closed.set(true);
  }

  private void checkOpen() {
    if (closed.get()) {
      throw new IllegalStateException("the classifier is closed");
    }
  }
}
