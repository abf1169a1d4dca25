package io.cellclass.segment.evaluation;

import io.cellclass.segment.LabelMap;
import io.cellclass.segment.evaluation.CellOverlaps.Pair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which cells were found, one by one: true cells and cells found, matched one to one where their
 * intersection over union reaches a threshold. The definitions are those of StarDist (Schmidt et
 * al. 2018; its {@code matching} and, for sums, {@code matching_dataset} with {@code
 * by_image=False}).
 *
 * <p>Of all assignments that one is taken which matches most pairs, and among those the one with
 * the highest sum of IoU. Above 0.5 there is but one, since a pixel belongs to one cell; at 0.5 a
 * cell may reach it with two others that are its halves.
 *
 * <p>A ratio is 0 where its numerator is: also for an image with no cell in which none was found,
 * which therefore adds nothing to a sum.
 *
 * @param threshold from which IoU on two cells match, in (0, 1]
 * @param truths the true cells
 * @param found the cells found
 * @param matched the pairs
 * @param matchedIou the sum of their IoU
 */
public record InstanceMatching(
    double threshold, int truths, int found, int matched, double matchedIou) {
  /** From here on it does not matter for the result which pairs below the threshold there are. */
  private static final double HALF = 0.5;

  /**
   * Checks the counts.
   *
   * @throws IllegalArgumentException if the threshold is not in (0, 1], or there are more pairs
   *     than cells, or their sum of IoU is not from 0 to their number
   */
  public InstanceMatching {
    requireThreshold(threshold);
    if (matched < 0
        || matched > Math.min(truths, found)
        || !(matchedIou >= 0 && matchedIou <= matched)) {
      throw new IllegalArgumentException(
          matched + " pairs of " + truths + " and " + found + " cells, IoU in all " + matchedIou);
    }
  }

  private static void requireThreshold(double threshold) {
    if (!(threshold > 0 && threshold <= 1)) {
      throw new IllegalArgumentException("a threshold must be in (0, 1], not " + threshold);
    }
  }

  /** 0.5, 0.55, ... 0.95. */
  public static List<Double> thresholds() {
    return IntStream.range(0, 10).mapToObj(i -> (50 + 5 * i) / 100.0).toList();
  }

  /**
   * The matching of two maps at a threshold.
   *
   * @throws IllegalArgumentException if the maps differ in size, or the threshold is not in (0, 1]
   */
  public static InstanceMatching of(LabelMap truth, LabelMap found, double threshold) {
    return of(CellOverlaps.of(truth, found), threshold);
  }

  /**
   * The matchings of two maps at each of the {@link #thresholds}.
   *
   * @throws IllegalArgumentException if the maps differ in size
   */
  public static List<InstanceMatching> of(LabelMap truth, LabelMap found) {
    CellOverlaps overlaps = CellOverlaps.of(truth, found);
    return thresholds().stream().map(threshold -> of(overlaps, threshold)).toList();
  }

  private static InstanceMatching of(CellOverlaps overlaps, double threshold) {
    requireThreshold(threshold);
    // StarDist assigns all overlapping pairs, and counts those that reach the threshold. Below 0.5
    // the others can decide between two assignments; from 0.5 on they cannot, as pairs that compete
    // have an IoU of exactly 0.5.
    List<Pair> candidates =
        threshold < HALF
            ? overlaps.pairs
            : overlaps.pairs.stream().filter(pair -> pair.iou() >= threshold).toList();
    int matched = 0;
    double sum = 0;
    for (List<Pair> group : overlaps.groups(candidates)) {
      for (Pair pair : assigned(group, threshold, Math.min(overlaps.truths, overlaps.found))) {
        if (pair.iou() >= threshold) {
          matched++;
          sum += pair.iou();
        }
      }
    }
    return new InstanceMatching(
        threshold, overlaps.truths, overlaps.found, matched, Math.min(sum, matched));
  }

  private static List<Pair> assigned(List<Pair> group, double threshold, int most) {
    if (group.size() == 1) {
      return group;
    }
    int[] truths = group.stream().mapToInt(Pair::truth).distinct().sorted().toArray();
    int[] found = group.stream().mapToInt(Pair::found).distinct().sorted().toArray();
    boolean turned = truths.length > found.length;
    int[] rows = turned ? found : truths;
    int[] columns = turned ? truths : found;
    double[][] costs = new double[rows.length][columns.length];
    for (Pair pair : group) {
      int row = position(rows, turned ? pair.found() : pair.truth());
      int column = position(columns, turned ? pair.truth() : pair.found());
      costs[row][column] = -(pair.iou() >= threshold ? 1 : 0) - pair.iou() / (2.0 * most);
    }
    int[] columnOf = Assignment.cheapest(costs);
    List<Pair> assigned = new ArrayList<>();
    for (Pair pair : group) {
      int row = position(rows, turned ? pair.found() : pair.truth());
      int column = position(columns, turned ? pair.truth() : pair.found());
      if (columnOf[row] == column) {
        assigned.add(pair);
      }
    }
    return assigned;
  }

  private static int position(int[] sorted, int value) {
    return Arrays.binarySearch(sorted, value);
  }

  /**
   * The matching of both images taken as one.
   *
   * @throws IllegalArgumentException if the thresholds differ
   */
  public InstanceMatching plus(InstanceMatching other) {
    if (threshold != other.threshold) {
      throw new IllegalArgumentException(
          "matchings at different thresholds: " + threshold + " and " + other.threshold);
    }
    return new InstanceMatching(
        threshold,
        truths + other.truths,
        found + other.found,
        matched + other.matched,
        matchedIou + other.matchedIou);
  }

  /** The share of the cells found that are matched. */
  public double precision() {
    return ratio(matched, found);
  }

  /** The share of the true cells that are matched. */
  public double recall() {
    return ratio(matched, truths);
  }

  /** The harmonic mean of precision and recall: {@code 2 matched / (truths + found)}. */
  public double f1() {
    return ratio(2.0 * matched, truths + found);
  }

  /**
   * The pairs among all cells, a pair counted once: {@code matched / (truths + found - matched)}.
   * Elsewhere also called average precision, which it is not.
   */
  public double accuracy() {
    return ratio(matched, truths + found - matched);
  }

  /** The mean IoU of the pairs. */
  public double meanMatchedIou() {
    return ratio(matchedIou, matched);
  }

  /** The sum of the pairs' IoU over the number of true cells. */
  public double meanTrueIou() {
    return ratio(matchedIou, truths);
  }

  /**
   * The panoptic quality of Kirillov et al. 2019, equation 1: {@link #meanMatchedIou} times {@link
   * #f1}. It is defined for a threshold of 0.5 and above.
   */
  public double panopticQuality() {
    return ratio(matchedIou, (truths + found) / 2.0);
  }

  private static double ratio(double part, double all) {
    return part > 0 ? part / all : 0;
  }
}
