package io.cellclass.dl4j;

import io.cellclass.Datasets;
import io.cellclass.Folds;
import io.cellclass.LabelSet;
import io.cellclass.Sample;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Measures fits on images that they have not seen, by grouped five-fold cross-validation. */
final class FeatureCrossValidation {
  private static final int FOLDS = 5;

  /** Enough to rank settings; the final fit goes on. */
  private static final int ITERATIONS = 60;

  private final int[] folds;
  private final int[] classes;
  private final double[] shares;

  private FeatureCrossValidation(int[] folds, int[] classes, double[] shares) {
    this.folds = folds;
    this.classes = classes;
    this.shares = shares;
  }

  /**
   * Of a single group nothing could be held out: its images are divided then, as the lesser evil.
   * Of fewer groups than folds, each is held out once.
   *
   * @param shares how much each image counts, in fits as in measures; they sum up to 1
   */
  static FeatureCrossValidation of(
      List<Sample> samples, int[] classes, double[] shares, long seed) {
    List<Sample> units = units(samples);
    int groups = groups(units);
    if (groups < 2) {
      return new FeatureCrossValidation(new int[samples.size()], classes, shares);
    }
    LabelSet labels = LabelSet.of(samples.stream().map(Sample::label).toList());
    Folds folds = Folds.stratified(Datasets.of(labels, units), Math.min(FOLDS, groups), seed);
    int[] foldOfSample = units.stream().mapToInt(unit -> folds.of(unit.group())).toArray();
    return new FeatureCrossValidation(foldOfSample, classes, shares);
  }

  private static List<Sample> units(List<Sample> samples) {
    return groups(samples) < 2
        ? samples.stream().map(s -> new Sample(s.id(), s.label(), s.source())).toList()
        : samples;
  }

  private static int groups(List<Sample> samples) {
    return (int) samples.stream().map(Sample::group).distinct().count();
  }

  /**
   * What fits to the other folds say of each image. The features are standardised over all images,
   * which tells a fit nothing about the classes of those that it does not see.
   *
   * @param regression on all views of the images
   * @param plain the features of the images themselves, {@code [image][feature]}, which alone are
   *     judged
   * @throws InterruptedIOException if the thread is interrupted; its interrupt status stays set
   */
  HeldOut heldOut(SoftmaxRegression regression, float[][] plain, Penalty penalty)
      throws InterruptedIOException {
    int[] held = IntStream.range(0, FOLDS).filter(this::dividesImages).toArray();
    List<LinearSoftmax> fits =
        regression.fitEach(
            Arrays.stream(held).mapToObj(this::sharesWithout).toArray(double[][]::new),
            penalty,
            ITERATIONS);
    float[][] probabilities = new float[folds.length][0];
    for (int i = 0; i < folds.length; i++) {
      int at = Arrays.binarySearch(held, folds[i]);
      if (at >= 0) {
        probabilities[i] = fits.get(at).probabilities(plain[i]);
      }
    }
    return new HeldOut(probabilities, classes, shares);
  }

  /** Whether a fold and the rest of the images both have some. */
  private boolean dividesImages(int fold) {
    long unseen = Arrays.stream(folds).filter(f -> f == fold).count();
    return unseen > 0 && unseen < folds.length;
  }

  private double[] sharesWithout(int fold) {
    double seen =
        IntStream.range(0, folds.length)
            .filter(i -> folds[i] != fold)
            .mapToDouble(i -> shares[i])
            .sum();
    return IntStream.range(0, folds.length)
        .mapToDouble(i -> folds[i] == fold ? 0 : shares[i] / seen)
        .toArray();
  }
}
