package io.cellclass.segment.evaluation;

import io.cellclass.segment.LabelMap;
import io.cellclass.segment.classic.DistanceTransform;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * How far the boundary of a mask that was found lies from that of the true one.
 *
 * <p>A mask's boundary is its pixels that have one of their four neighbours, or the border of the
 * image, beside it; distances are Euclidean, in pixels, from centre to centre.
 *
 * <p>Where both masks are empty they agree: precision, recall and F1 are 1, distances 0. Where one
 * alone is, F1 is 0, and there is no distance.
 */
public final class BoundaryAgreement {
  private static final double PERCENTILE = 0.95;

  private final double tolerance;
  private final double precision;
  private final double recall;
  private final OptionalDouble hausdorff;
  private final OptionalDouble hausdorff95;

  private BoundaryAgreement(
      double tolerance,
      double precision,
      double recall,
      OptionalDouble hausdorff,
      OptionalDouble hausdorff95) {
    this.tolerance = tolerance;
    this.precision = precision;
    this.recall = recall;
    this.hausdorff = hausdorff;
    this.hausdorff95 = hausdorff95;
  }

  /**
   * The agreement of two masks.
   *
   * @param truth which pixels belong to the true mask, row by row
   * @param found which belong to the mask that was found, row by row
   * @param tolerance how far apart boundaries may lie that match, in pixels
   * @throws IllegalArgumentException if a mask is not {@code width * height} long, or the tolerance
   *     is negative or not finite
   */
  public static BoundaryAgreement of(
      int width, int height, boolean[] truth, boolean[] found, double tolerance) {
    return of(new Mask(width, height, truth), new Mask(width, height, found), tolerance);
  }

  /**
   * The agreement of the boundaries between cells and background.
   *
   * @throws IllegalArgumentException if the maps differ in size, or the tolerance is negative or
   *     not finite
   */
  public static BoundaryAgreement ofCells(LabelMap truth, LabelMap found, double tolerance) {
    return of(Mask.whole(truth), Mask.whole(found), tolerance);
  }

  /**
   * The agreement of the boundaries of nuclei: a map without pixel classes has none.
   *
   * @throws IllegalArgumentException if the maps differ in size, or the tolerance is negative or
   *     not finite
   */
  public static BoundaryAgreement ofNuclei(LabelMap truth, LabelMap found, double tolerance) {
    return of(Mask.nuclei(truth), Mask.nuclei(found), tolerance);
  }

  /**
   * The tolerance of Perazzi et al. 2016 for images of this size: 0.8 % of the diagonal, rounded up
   * to whole pixels.
   */
  public static double tolerance(int width, int height) {
    return Math.ceil(0.008 * Math.hypot(width, height));
  }

  static BoundaryAgreement of(Mask truth, Mask found, double tolerance) {
    truth.requireSizeOf(found);
    if (!(tolerance >= 0 && Double.isFinite(tolerance))) {
      throw new IllegalArgumentException(
          "a tolerance must be a finite number of pixels from 0 up, not " + tolerance);
    }
    Mask trueEdge = truth.boundary();
    Mask foundEdge = found.boundary();
    boolean noTruth = trueEdge.size() == 0;
    boolean noneFound = foundEdge.size() == 0;
    if (noTruth && noneFound) {
      return new BoundaryAgreement(tolerance, 1, 1, OptionalDouble.of(0), OptionalDouble.of(0));
    }
    if (noTruth || noneFound) {
      // What is not there makes no mistake: all of nothing matched. The other side matched nothing.
      return new BoundaryAgreement(
          tolerance,
          noneFound ? 1 : 0,
          noTruth ? 1 : 0,
          OptionalDouble.empty(),
          OptionalDouble.empty());
    }
    double[] toTruth = distances(foundEdge, trueEdge);
    double[] toFound = distances(trueEdge, foundEdge);
    return new BoundaryAgreement(
        tolerance,
        shareWithin(tolerance, toTruth),
        shareWithin(tolerance, toFound),
        OptionalDouble.of(Math.max(percentile(1, toTruth), percentile(1, toFound))),
        OptionalDouble.of(
            Math.max(percentile(PERCENTILE, toTruth), percentile(PERCENTILE, toFound))));
  }

  /** From each pixel of one set to the nearest of another, in rising order. */
  private static double[] distances(Mask from, Mask to) {
    boolean[] elsewhere = new boolean[to.set.length];
    for (int i = 0; i < elsewhere.length; i++) {
      elsewhere[i] = !to.set[i];
    }
    float[] away = DistanceTransform.inside(elsewhere, to.width, to.height);
    double[] distances = new double[from.size()];
    int next = 0;
    for (int i = 0; i < away.length; i++) {
      if (from.set[i]) {
        distances[next++] = away[i];
      }
    }
    Arrays.sort(distances);
    return distances;
  }

  private static double shareWithin(double tolerance, double[] distances) {
    return (double) Arrays.stream(distances).filter(distance -> distance <= tolerance).count()
        / distances.length;
  }

  private static double percentile(double share, double[] sorted) {
    double rank = share * (sorted.length - 1);
    int below = (int) rank;
    double above = sorted[Math.min(below + 1, sorted.length - 1)];
    return sorted[below] + (rank - below) * (above - sorted[below]);
  }

  /** How far apart boundaries may lie that match, in pixels. */
  public double tolerance() {
    return tolerance;
  }

  /** The share of the boundary found that lies within the tolerance of the true one. */
  public double precision() {
    return precision;
  }

  /** The share of the true boundary that lies within the tolerance of the one found. */
  public double recall() {
    return recall;
  }

  /**
   * The boundary F1 of Csurka et al. 2013, section 3, as in Perazzi et al. 2016: the harmonic mean
   * of precision and recall of the boundary, in [0, 1].
   */
  public double f1() {
    return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
  }

  /**
   * The Hausdorff distance of the boundaries in pixels: the largest distance of a pixel of one to
   * the nearest of the other.
   *
   * @return empty if one mask alone is empty
   */
  public OptionalDouble hausdorff() {
    return hausdorff;
  }

  /**
   * The larger of two 95th percentiles in pixels: of the distances from the boundary found to the
   * true one, and of those from the true one to the one found. A percentile lies at the rank {@code
   * 0.95 (n - 1)}, from 0, of the n distances, between two of them in proportion.
   *
   * @return empty if one mask alone is empty
   */
  public OptionalDouble hausdorff95() {
    return hausdorff95;
  }

  @Override
  public String toString() {
    return "BoundaryAgreement[f1 " + f1() + " within " + tolerance + ", 95 % " + hausdorff95 + "]";
  }
}
