package io.cellclass.segment.neural;

import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.segment.BoxedImage;
import io.cellclass.segment.Detection;
import io.cellclass.segment.LabelledBox;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The scores from which detections count as cells. */
final class Thresholds {
  private static final double MATCH = 0.5;
  private static final double NONE_FOUND = 0.5;

  private Thresholds() {}

  /** A detection, and whether a marked cell is there. */
  private record Judged(double score, boolean right) {}

  /** For each label the score with the highest F1 at an overlap of a half. */
  static double[] best(NetworkDetector detector, List<BoxedImage> images) throws IOException {
    LabelSet labels = detector.labels();
    List<List<Judged>> judged = new ArrayList<>();
    int[] marked = new int[labels.size()];
    labels.forEach(label -> judged.add(new ArrayList<>()));
    for (BoxedImage image : images) {
      List<Detection> candidates = detector.candidates(image.image().read());
      for (int i = 0; i < marked.length; i++) {
        Label label = labels.get(i);
        List<LabelledBox> boxes =
            image.boxes().stream().filter(box -> box.label().equals(label)).toList();
        // Where none is marked, they may have been forgotten.
        if (!boxes.isEmpty()) {
          marked[i] += boxes.size();
          judge(
              candidates.stream().filter(d -> d.label().equals(label)).toList(),
              boxes,
              judged.get(i));
        }
      }
    }
    double[] best = new double[labels.size()];
    for (int i = 0; i < best.length; i++) {
      best[i] = best(judged.get(i), marked[i]);
    }
    return best;
  }

  private static void judge(
      List<Detection> bestFirst, List<LabelledBox> boxes, List<Judged> judged) {
    List<LabelledBox> open = new ArrayList<>(boxes);
    for (Detection detection : bestFirst) {
      var match =
          open.stream()
              .max(Comparator.comparingDouble(box -> box.box().overlap(detection.box())))
              .filter(box -> box.box().overlap(detection.box()) >= MATCH);
      match.ifPresent(open::remove);
      judged.add(new Judged(detection.score(), match.isPresent()));
    }
  }

  private static double best(List<Judged> judged, int marked) {
    judged.sort(Comparator.comparingDouble(Judged::score).reversed());
    double best = NONE_FOUND;
    double highest = -1;
    int right = 0;
    for (int i = 0; i < judged.size(); i++) {
      right += judged.get(i).right() ? 1 : 0;
      double f1 = 2.0 * right / (i + 1 + marked);
      if (f1 > highest) {
        highest = f1;
        // Half-way to the next: a score that just passes here is as likely just below elsewhere.
        double next = i + 1 < judged.size() ? judged.get(i + 1).score() : 0;
        best = (judged.get(i).score() + next) / 2;
      }
    }
    return best;
  }
}
