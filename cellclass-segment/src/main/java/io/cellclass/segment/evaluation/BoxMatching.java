package io.cellclass.segment.evaluation;

import io.cellclass.Label;
import io.cellclass.segment.Box;
import io.cellclass.segment.Detection;
import io.cellclass.segment.LabelledBox;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Detections of one label, each right or wrong at a threshold of the IoU: in falling order of their
 * scores each takes, of the true boxes of its image that are still free, the one that it overlaps
 * most, if their IoU reaches the threshold.
 *
 * @param truths the number of true boxes
 * @param scored the detections of all images, highest score first
 */
record BoxMatching(int truths, List<Scored> scored) {
  /** As the reference implementation has it, so that a threshold of 1 can be reached. */
  private static final double HIGHEST_THRESHOLD = 1 - 1e-10;

  private static final Comparator<Box> BY_PLACE =
      Comparator.comparingDouble(Box::left)
          .thenComparingDouble(Box::top)
          .thenComparingDouble(Box::right)
          .thenComparingDouble(Box::bottom);

  // Detections of equal score stand in an order that does not depend on that of the list.
  private static final Comparator<Detection> BY_SCORE =
      Comparator.comparingDouble(Detection::score)
          .reversed()
          .thenComparing(Detection::box, BY_PLACE);

  /**
   * A detection.
   *
   * @param image the number of its image, from 0
   * @param truth the true box that it has, or null
   */
  record Scored(int image, Detection detection, @Nullable Box truth) {
    double score() {
      return detection.score();
    }

    boolean right() {
      return truth != null;
    }
  }

  static BoxMatching of(List<DetectedImage> images, Label label, double threshold) {
    int truths = 0;
    List<Scored> scored = new ArrayList<>();
    double least = Math.min(threshold, HIGHEST_THRESHOLD);
    for (int i = 0; i < images.size(); i++) {
      List<Box> boxes = new ArrayList<>();
      for (LabelledBox truth : images.get(i).truth()) {
        if (truth.label().equals(label)) {
          boxes.add(truth.box());
        }
      }
      truths += boxes.size();
      List<Detection> found =
          images.get(i).found().stream()
              .filter(one -> one.label().equals(label))
              .sorted(BY_SCORE)
              .toList();
      match(i, boxes, found, least, scored);
    }
    scored.sort(Comparator.comparingDouble(Scored::score).reversed());
    return new BoxMatching(truths, List.copyOf(scored));
  }

  private static void match(
      int image, List<Box> free, List<Detection> found, double threshold, List<Scored> scored) {
    free.sort(BY_PLACE);
    for (Detection detection : found) {
      int best = -1;
      double overlap = threshold;
      for (int i = 0; i < free.size(); i++) {
        double candidate = free.get(i).overlap(detection.box());
        if (candidate >= overlap) {
          best = i;
          overlap = candidate;
        }
      }
      scored.add(new Scored(image, detection, best >= 0 ? free.remove(best) : null));
    }
  }

  /**
   * The detections of each image with this score or a higher one. As surer ones choose first, they
   * have the boxes that they would have without the others.
   */
  List<List<Scored>> byImage(int images, double score) {
    List<List<Scored>> byImage = new ArrayList<>();
    for (int i = 0; i < images; i++) {
      byImage.add(new ArrayList<>());
    }
    for (Scored one : scored) {
      if (one.score() >= score) {
        byImage.get(one.image()).add(one);
      }
    }
    return byImage;
  }

  /** The detections with this score or a higher one. */
  DetectionRates from(Label label, double score) {
    int found = 0;
    int right = 0;
    for (Scored one : scored) {
      if (one.score() >= score) {
        found++;
        right += one.right() ? 1 : 0;
      }
    }
    return new DetectionRates(label, score, truths, found, right);
  }

  /**
   * The average precision: the mean, over the recalls 0, 0.01, ... 1, of the highest precision that
   * is reached at that recall or a higher one, 0 where the recall is not reached.
   */
  double averagePrecision() {
    List<Point> curve = curve();
    double highest = 0;
    double sum = 0;
    int point = curve.size() - 1;
    for (int step = 100; step >= 0; step--) {
      // As numpy.linspace gives them: some lie a last bit above the fraction.
      double recall = step == 100 ? 1 : step * 0.01;
      for (; point >= 0 && curve.get(point).recall() >= recall; point--) {
        highest = Math.max(highest, curve.get(point).precision());
      }
      sum += highest;
    }
    return sum / 101;
  }

  private record Point(double recall, double precision) {}

  /** A point for each score that occurs: all detections down to it. */
  private List<Point> curve() {
    List<Point> curve = new ArrayList<>();
    int right = 0;
    for (int i = 0; i < scored.size(); i++) {
      right += scored.get(i).right() ? 1 : 0;
      if (i == scored.size() - 1 || scored.get(i + 1).score() < scored.get(i).score()) {
        curve.add(new Point((double) right / truths, (double) right / (i + 1)));
      }
    }
    return curve;
  }
}
