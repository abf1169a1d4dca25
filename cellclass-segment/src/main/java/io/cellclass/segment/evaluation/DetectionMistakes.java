package io.cellclass.segment.evaluation;

import io.cellclass.Label;
import io.cellclass.LabelSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a detector got wrong at an IoU of 0.5, and what may lie behind each mistake: cells that
 * nobody marked, as experts often leave out those that the border cuts or others cover, or errors
 * of the detector. Immutable and safe for concurrent use.
 *
 * <pre>{@code
 * DetectionMistakes mistakes = evaluation.mistakes(detector::threshold);
 * long cut = mistakes.falsePositives(label, MistakeKind.BORDER);
 * }</pre>
 */
public final class DetectionMistakes {
  /**
   * Of one image and label.
   *
   * @param found the number of detections
   * @param truths the number of true cells
   */
  record OfImage(
      int found, int truths, List<DetectionMistake> falsePositives, List<DetectionMistake> misses) {
    OfImage {
      falsePositives = List.copyOf(falsePositives);
      misses = List.copyOf(misses);
    }

    /** The error of the count, false positives of some kinds left out. */
    int countError(Set<MistakeKind> leftOut) {
      long out =
          falsePositives.stream()
              .filter(one -> !Collections.disjoint(one.kinds(), leftOut))
              .count();
      return (int) (found - out - truths);
    }
  }

  private final LabelSet labels;
  private final Map<Label, List<OfImage>> byLabel;

  /** The lists are of the same images in the same order. */
  DetectionMistakes(LabelSet labels, Map<Label, List<OfImage>> byLabel) {
    Map<Label, List<OfImage>> copy = new LinkedHashMap<>();
    byLabel.forEach((label, images) -> copy.put(label, List.copyOf(images)));
    this.labels = labels;
    this.byLabel = copy;
  }

  /** What the detector can find. */
  public LabelSet labels() {
    return labels;
  }

  /**
   * The detections of a label without a true box, image by image.
   *
   * @throws IllegalArgumentException if the label is unknown
   */
  public List<DetectionMistake> falsePositives(Label label) {
    return images(label).stream().flatMap(image -> image.falsePositives().stream()).toList();
  }

  /**
   * The true boxes of a label without a detection, image by image.
   *
   * @throws IllegalArgumentException if the label is unknown
   */
  public List<DetectionMistake> misses(Label label) {
    return images(label).stream().flatMap(image -> image.misses().stream()).toList();
  }

  /**
   * How many of the false positives are of a kind; one may be of several.
   *
   * @throws IllegalArgumentException if the label is unknown
   */
  public long falsePositives(Label label, MistakeKind kind) {
    return count(falsePositives(label).stream(), kind);
  }

  /**
   * How many of the misses are of a kind; one may be of several.
   *
   * @throws IllegalArgumentException if the label is unknown
   */
  public long misses(Label label, MistakeKind kind) {
    return count(misses(label).stream(), kind);
  }

  private static long count(Stream<DetectionMistake> mistakes, MistakeKind kind) {
    return mistakes.filter(one -> one.kinds().contains(kind)).count();
  }

  /**
   * The mean over the images of |count found - true count|, as it would be without the false
   * positives of some kinds. Where too few cells are found it may rise.
   *
   * @param leftOut of which kinds, none for the error as it is: that of {@link
   *     DetectionEvaluation#countError}
   * @throws IllegalArgumentException if the label is unknown
   */
  public double countError(Label label, Set<MistakeKind> leftOut) {
    List<OfImage> images = images(label);
    double sum = images.stream().mapToInt(image -> Math.abs(image.countError(leftOut))).sum();
    return sum / images.size();
  }

  private List<OfImage> images(Label label) {
    List<OfImage> images = byLabel.get(label);
    if (images == null) {
      throw new IllegalArgumentException("unknown label " + label + ", expected one of " + labels);
    }
    return images;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("DetectionMistakes[");
    for (Label label : labels) {
      text.append(text.charAt(text.length() - 1) == '[' ? "" : ", ")
          .append(label)
          .append(": ")
          .append(falsePositives(label).size())
          .append(" false positives, ")
          .append(misses(label).size())
          .append(" misses");
    }
    return text.append(']').toString();
  }
}
