package io.cellclass.segment.evaluation;

import io.cellclass.Label;
import io.cellclass.segment.Box;
import io.cellclass.segment.Detection;
import io.cellclass.segment.LabelledBox;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** Tells what may lie behind the mistakes in one image. */
final class MistakeFinder {
  /** How near to the border a cut cell's box may end, as boxes are no more exact, in pixels. */
  private static final double BORDER = 2;

  private static final double HALF = 0.5;
  private static final double LEAST_OVERLAP = 0.1;
  private static final double LEAST_COVERED = 0.3;

  private final DetectedImage image;

  /** All boxes of any label: the true ones, and those of what is counted. */
  private final List<Box> boxes = new ArrayList<>();

  /**
   * Looks at an image.
   *
   * @param least the score from which detections of a label count
   * @throws IllegalArgumentException if its size is not known
   */
  MistakeFinder(DetectedImage image, ToDoubleFunction<Label> least) {
    if (image.width() == 0) {
      throw new IllegalArgumentException(
          image.id()
              + ": expected an image whose size is known, to tell cells that its border cuts");
    }
    this.image = image;
    for (LabelledBox truth : image.truth()) {
      boxes.add(truth.box());
    }
    for (Detection detection : image.found()) {
      if (detection.score() >= least.applyAsDouble(detection.label())) {
        boxes.add(detection.box());
      }
    }
  }

  /**
   * The mistakes of a label.
   *
   * @param counted its detections in this image that count, matched with all of its true boxes
   */
  DetectionMistakes.OfImage find(Label label, List<BoxMatching.Scored> counted) {
    List<Box> missed = new ArrayList<>();
    for (LabelledBox truth : image.truth()) {
      if (truth.label().equals(label)) {
        missed.add(truth.box());
      }
    }
    int truths = missed.size();
    List<Box> taken = new ArrayList<>();
    List<Box> right = new ArrayList<>();
    List<Box> wrong = new ArrayList<>();
    for (BoxMatching.Scored one : counted) {
      Box truth = one.truth();
      (truth == null ? wrong : right).add(one.detection().box());
      if (truth != null) {
        taken.add(truth);
        missed.remove(truth);
      }
    }
    List<DetectionMistake> falsePositives = new ArrayList<>();
    for (Box box : wrong) {
      Set<MistakeKind> kinds = kinds(box, taken, missed);
      if (truths == 0) {
        kinds.add(MistakeKind.UNLABELLED_IMAGE);
      }
      falsePositives.add(mistake(box, label, kinds));
    }
    List<DetectionMistake> misses = new ArrayList<>();
    for (Box box : missed) {
      misses.add(mistake(box, label, kinds(box, right, wrong)));
    }
    return new DetectionMistakes.OfImage(counted.size(), truths, falsePositives, misses);
  }

  private DetectionMistake mistake(Box box, Label label, Set<MistakeKind> kinds) {
    if (kinds.isEmpty()) {
      kinds.add(MistakeKind.ALONE);
    }
    return new DetectionMistake(image.id(), box, label, kinds);
  }

  /**
   * Those that hold for true boxes and detections alike.
   *
   * @param matched the boxes of the other side that are matched
   * @param unmatched those that are not
   */
  private Set<MistakeKind> kinds(Box box, List<Box> matched, List<Box> unmatched) {
    Set<MistakeKind> kinds = EnumSet.noneOf(MistakeKind.class);
    if (touchesBorder(box)) {
      kinds.add(MistakeKind.BORDER);
    }
    if (matched.stream().anyMatch(other -> box.overlap(other) >= HALF)) {
      kinds.add(MistakeKind.DUPLICATE);
    } else if (unmatched.stream().anyMatch(other -> box.overlap(other) >= LEAST_OVERLAP)) {
      kinds.add(MistakeKind.MISPLACED);
    } else if (overlapsAnother(box)) {
      kinds.add(MistakeKind.OVERLAPPING);
    }
    return kinds;
  }

  private boolean touchesBorder(Box box) {
    return box.left() <= BORDER
        || box.top() <= BORDER
        || box.right() >= image.width() - BORDER
        || box.bottom() >= image.height() - BORDER;
  }

  private boolean overlapsAnother(Box box) {
    List<Box> others = new ArrayList<>(boxes);
    others.remove(box);
    return others.stream()
        .anyMatch(
            other ->
                box.overlap(other) >= LEAST_OVERLAP
                    || box.intersection(other) >= LEAST_COVERED * box.area());
  }
}
