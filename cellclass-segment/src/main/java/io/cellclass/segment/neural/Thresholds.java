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

  /** Where no image shows a cell. */
  private static final double UNKNOWN = 0.5;

  private Thresholds() {}

  /** For each label the score with the highest F1 at an overlap of a half. */
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

  /** The middle of the scores with the highest F1: often many are as good. */
  private static double best(DetectionEvaluation evaluation, Label label) {
    double highest = -1;
    int first = 0;
    int last = 0;
    for (int step = 1; step < STEPS; step++) {
      double f1 = evaluation.rates(label, (double) step / STEPS).f1();
      if (f1 > highest) {
        highest = f1;
        first = step;
        last = step;
      } else if (f1 == highest && last == step - 1) {
        last = step;
      }
    }
    return (first + last) / 2.0 / STEPS;
  }
}
