package io.cellclass;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How far a classifier that stands in for another, such as a quantized one, says what that one
 * says, on the same images. Immutable and safe for concurrent use.
 *
 * @param images how many there were
 * @param agreeing for how many both name the same label
 * @param accuracyBefore the accuracy of the classifier that is stood in for, in [0, 1]
 * @param accuracy the accuracy of the one that stands in, in [0, 1]
 * @param largestChange the largest difference of a label's probability on an image, in [0, 1]
 */
public record Agreement(
    int images, int agreeing, double accuracyBefore, double accuracy, double largestChange) {
  /** By how much the accuracy may fall unless a caller says otherwise. */
  public static final double MOST_LOSS = 0.01;

  /** The share of images that must have the same label unless a caller says otherwise. */
  public static final double LEAST_SHARE = 0.98;

  /**
   * Holds two evaluations of the same images against each other; they are matched by their ids and
   * may stand in any order.
   *
   * @throws IllegalArgumentException if an id occurs twice in one of them, or only in one, an image
   *     has two true labels, or the classifiers have different labels
   */
  public static Agreement of(Evaluation reference, Evaluation candidate) {
    if (!reference.labels().equals(candidate.labels())) {
      throw new IllegalArgumentException(
          "expected the same labels, found " + reference.labels() + " and " + candidate.labels());
    }
    Comparison comparison = Comparison.of(reference, candidate);
    Map<String, Outcome> others = Comparison.byId(candidate, "second");
    int agreeing = 0;
    double largest = 0;
    for (Outcome one : reference.outcomes()) {
      Prediction expected = one.prediction();
      Prediction found = Objects.requireNonNull(others.get(one.id())).prediction();
      agreeing += expected.label().equals(found.label()) ? 1 : 0;
      for (Label label : reference.labels()) {
        double change = Math.abs(expected.probability(label) - found.probability(label));
        largest = Math.max(largest, change);
      }
    }
    return new Agreement(
        comparison.images(), agreeing, reference.accuracy(), candidate.accuracy(), largest);
  }

  /** The share of images for which both name the same label, in [0, 1]; 0 without images. */
  public double share() {
    return images == 0 ? 0 : (double) agreeing / images;
  }

  /** By how much the accuracy fell, in [-1, 1]; negative if it rose. */
  public double loss() {
    return accuracyBefore - accuracy;
  }

  /**
   * Why the one should not stand in for the other; empty if nothing speaks against it.
   *
   * @param mostLoss by how much the accuracy may fall
   * @param leastShare the share of images that must have the same label
   */
  public Optional<String> objection(double mostLoss, double leastShare) {
    // An image's share of the accuracy is no exact number in binary.
    if (loss() > mostLoss + 1e-9) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "it loses %.1f points of accuracy (%.1f %% to %.1f %% of %d images); at most %.1f are"
                  + " allowed",
              100 * loss(),
              100 * accuracyBefore,
              100 * accuracy,
              images,
              100 * mostLoss));
    }
    if (share() < leastShare - 1e-9) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "it names the same label for %d of %d images (%.1f %%); expected at least %.1f %%",
              agreeing,
              images,
              100 * share(),
              100 * leastShare));
    }
    return Optional.empty();
  }
}
