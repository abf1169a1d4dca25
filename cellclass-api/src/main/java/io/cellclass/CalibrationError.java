package io.cellclass;

import java.util.List;

/** Expected calibration error, as {@link Evaluation#expectedCalibrationError} defines it. */
final class CalibrationError {
  private static final int BINS = 15;

  private CalibrationError() {}

  static double of(List<Outcome> outcomes) {
    double[] surplus = new double[BINS];
    for (Outcome outcome : outcomes) {
      double confidence = outcome.prediction().confidence();
      surplus[bin(confidence)] += (outcome.correct() ? 1 : 0) - confidence;
    }
    // |B|/n |accuracy(B) - confidence(B)| is the absolute sum over the bin of (correct -
    // confidence), over n.
    double sum = 0;
    for (double bin : surplus) {
      sum += Math.abs(bin);
    }
    return sum / outcomes.size();
  }

  /** Bin i holds confidences in (i/15, (i + 1)/15], the first one 0 too. */
  private static int bin(double confidence) {
    return Math.max(0, (int) Math.ceil(confidence * BINS) - 1);
  }
}
