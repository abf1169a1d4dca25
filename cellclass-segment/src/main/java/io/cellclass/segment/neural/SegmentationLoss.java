package io.cellclass.segment.neural;

import io.cellclass.network.OutputLoss;
import java.util.List;

/**
 * How far a map is from the truth: the mean cross-entropy of the pixels' classes; one minus the
 * soft Dice coefficient of the cell and of the nucleus (Milletari, Navab and Ahmadi 2016, with sums
 * instead of squares), means over images; and the mean squared difference of the distance.
 *
 * <p>Of the output's four channels three are logits of background, cytoplasm and nucleus, and one
 * is how deep in its cell a pixel lies. A target has the number of the class, and the depth.
 */
final class SegmentationLoss implements OutputLoss {
  static final int CLASSES = 3;
  static final int DEPTH = CLASSES;
  static final int CHANNELS = CLASSES + 1;
  static final int TARGET_CHANNELS = 2;

  /** What keeps the Dice coefficient of nothing in nothing at one. */
  private static final double SMOOTHING = 1;

  private final List<float[]> targets;

  SegmentationLoss(List<float[]> targets) {
    this.targets = targets;
  }

  @Override
  public double of(float[] output, float[] derivatives) {
    double loss = 0;
    int from = 0;
    for (float[] target : targets) {
      loss += of(target, output, from, derivatives) / targets.size();
      from += target.length / TARGET_CHANNELS * CHANNELS;
    }
    return loss;
  }

  private double of(float[] target, float[] output, int from, float[] derivatives) {
    int pixels = target.length / TARGET_CHANNELS;
    double[] probabilities = probabilities(output, from, pixels);
    Overlap cell = new Overlap();
    Overlap nucleus = new Overlap();
    double entropy = 0;
    double depth = 0;
    for (int i = 0; i < pixels; i++) {
      int truth = (int) target[TARGET_CHANNELS * i];
      entropy -= Math.log(Math.max(Double.MIN_NORMAL, probabilities[CLASSES * i + truth]));
      cell.add(1 - probabilities[CLASSES * i], truth > 0);
      nucleus.add(probabilities[CLASSES * i + 2], truth == 2);
      double difference = output[from + CHANNELS * i + DEPTH] - target[TARGET_CHANNELS * i + 1];
      depth += difference * difference;
    }
    double scale = 1.0 / targets.size();
    for (int i = 0; i < pixels; i++) {
      int truth = (int) target[TARGET_CHANNELS * i];
      int at = from + CHANNELS * i;
      double[] slope = {
        0, cell.slope(truth > 0), cell.slope(truth > 0) + nucleus.slope(truth == 2)
      };
      double mean = 0;
      for (int c = 0; c < CLASSES; c++) {
        mean += probabilities[CLASSES * i + c] * slope[c];
      }
      for (int c = 0; c < CLASSES; c++) {
        double p = probabilities[CLASSES * i + c];
        double ofEntropy = (p - (c == truth ? 1 : 0)) / pixels;
        derivatives[at + c] = (float) (scale * (ofEntropy + p * (slope[c] - mean)));
      }
      double difference = output[at + DEPTH] - target[TARGET_CHANNELS * i + 1];
      derivatives[at + DEPTH] = (float) (scale * 2 * difference / pixels);
    }
    return entropy / pixels + cell.loss() + nucleus.loss() + depth / pixels;
  }

  private static double[] probabilities(float[] output, int from, int pixels) {
    double[] result = new double[CLASSES * pixels];
    for (int i = 0; i < pixels; i++) {
      int at = from + CHANNELS * i;
      double most = Math.max(output[at], Math.max(output[at + 1], output[at + 2]));
      double sum = 0;
      for (int c = 0; c < CLASSES; c++) {
        result[CLASSES * i + c] = Math.exp(output[at + c] - most);
        sum += result[CLASSES * i + c];
      }
      for (int c = 0; c < CLASSES; c++) {
        result[CLASSES * i + c] /= sum;
      }
    }
    return result;
  }

  /** One minus {@code (2 I + s) / (S + s)}, with I what is shared and S what both are together. */
  private static final class Overlap {
    private double shared;
    private double both;

    void add(double probability, boolean truth) {
      shared += truth ? probability : 0;
      both += probability + (truth ? 1 : 0);
    }

    double loss() {
      return 1 - (2 * shared + SMOOTHING) / (both + SMOOTHING);
    }

    /** By the probability of a pixel. */
    double slope(boolean truth) {
      double sum = both + SMOOTHING;
      return (2 * shared + SMOOTHING) / (sum * sum) - (truth ? 2 / sum : 0);
    }
  }
}
