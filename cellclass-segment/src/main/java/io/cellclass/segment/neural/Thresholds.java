package io.cellclass.segment.neural;

import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.segment.BoxedImage;
import io.cellclass.segment.evaluation.DetectedImage;
import io.cellclass.segment.evaluation.DetectionEvaluation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The scores from which candidates count as cells. */
final class Thresholds {
  private static final int STEPS = 100;

  /** How many steps to both sides count together. */
  private static final int SMOOTHED = 4;

  /** How far F1 may be below the highest. */
  private static final double NEARLY = 0.02;

  /** Where no image shows a cell. */
  private static final double UNKNOWN = 0.5;

  private Thresholds() {}

  /** For each label the best score on images, with an overlap of a half for a match. */
  static double[] best(NetworkDetector detector, List<BoxedImage> images) throws IOException {
    List<DetectedImage> all = new ArrayList<>();
    for (BoxedImage image : images) {
      all.add(
          new DetectedImage(image.id(), image.boxes(), detector.candidates(image.image().read())));
    }
    LabelSet labels = detector.labels();
    double[] best = new double[labels.size()];
    for (int i = 0; i < best.length; i++) {
      Label label = labels.get(i);
      // Where none is marked, they may have been forgotten.
      List<DetectedImage> marked =
          all.stream()
              .filter(image -> image.truth().stream().anyMatch(box -> box.label().equals(label)))
              .toList();
      best[i] = marked.isEmpty() ? UNKNOWN : best(DetectionEvaluation.of(labels, marked), label);
    }
    return best;
  }

  /**
   * Of the scores with nearly the highest F1 that with the most faithful counts: detections that
   * are only somewhat misplaced, and cells that no expert marked, move F1 and counts apart.
   */
  private static double best(DetectionEvaluation evaluation, Label label) {
    double highest = 0;
    for (int step = 1; step < STEPS; step++) {
      highest = Math.max(highest, evaluation.rates(label, (double) step / STEPS).f1());
    }
    double lowest = Double.POSITIVE_INFINITY;
    double best = UNKNOWN;
    for (int step = 1; step < STEPS; step++) {
      double score = (double) step / STEPS;
      double error = errorAbout(step, evaluation, label);
      if (evaluation.rates(label, score).f1() >= highest - NEARLY && error < lowest) {
        lowest = error;
        best = score;
      }
    }
    return best;
  }

  /** Of some dozen images a single score says little. */
  private static double errorAbout(int step, DetectionEvaluation evaluation, Label label) {
    double sum = 0;
    for (int near = step - SMOOTHED; near <= step + SMOOTHED; near++) {
      double score = Math.min(1, Math.max(0, (double) near / STEPS));
      sum += evaluation.countError(label, score).meanAbsoluteError();
    }
    return sum / (2 * SMOOTHED + 1);
  }
}
