package io.cellclass;

import java.util.List;

/** Expected calibration error, as {@link Evaluation#expectedCalibrationError} defines it. */
final class CalibrationError {
  private CalibrationError() {}

  /** The mean over the images of all bins; there is at least one. */
  static double of(List<ReliabilityBin> bins) {
    double sum = 0;
    long images = 0;
    for (ReliabilityBin bin : bins) {
      sum += bin.images() * Math.abs(bin.accuracy() - bin.confidence());
      images += bin.images();
    }
    return sum / images;
  }
}
