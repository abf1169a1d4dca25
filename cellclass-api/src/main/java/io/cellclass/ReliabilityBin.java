package io.cellclass;

import java.util.ArrayList;
import java.util.List;

/**
 * The images whose confidence lies in one range: a bar of a reliability diagram. Confidence is the
 * probability of the most probable label.
 *
 * @param low the lower end, exclusive but for the first bin
 * @param high the upper end, inclusive
 * @param images how many images it holds
 * @param confidence their mean confidence; 0 if there is none
 * @param accuracy the share of them that are right; 0 if there is none
 */
public record ReliabilityBin(
    double low, double high, int images, double confidence, double accuracy) {
  private static final int BINS = 15;

  /** All bins, empty ones too, in rising order. */
  static List<ReliabilityBin> of(List<Outcome> outcomes) {
    int[] images = new int[BINS];
    int[] right = new int[BINS];
    double[] confidence = new double[BINS];
    for (Outcome outcome : outcomes) {
      int bin = bin(outcome.prediction().confidence());
      images[bin]++;
      right[bin] += outcome.correct() ? 1 : 0;
      confidence[bin] += outcome.prediction().confidence();
    }
    List<ReliabilityBin> bins = new ArrayList<>(BINS);
    for (int i = 0; i < BINS; i++) {
      double count = Math.max(images[i], 1);
      bins.add(
          new ReliabilityBin(
              i / (double) BINS,
              (i + 1) / (double) BINS,
              images[i],
              confidence[i] / count,
              right[i] / count));
    }
    return List.copyOf(bins);
  }

  /** Bin i holds confidences in (i/15, (i + 1)/15], the first one 0 too. */
  private static int bin(double confidence) {
    return Math.max(0, (int) Math.ceil(confidence * BINS) - 1);
  }
}
