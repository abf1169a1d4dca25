package io.cellclass.segment.evaluation;

import io.cellclass.Label;
import io.cellclass.segment.Detection;
import io.cellclass.segment.LabelledBox;
import java.util.List;

/**
 * The cells of an image as boxes: as they are, and as they were found.
 *
 * @param id what the image is called
 * @param truth the cells that an expert marked
 * @param found the cells that were found, in any order
 */
public record DetectedImage(String id, List<LabelledBox> truth, List<Detection> found) {
  /** Copies the lists. */
  public DetectedImage {
    truth = List.copyOf(truth);
    found = List.copyOf(found);
  }

  /** How many true cells have a label. */
  int truths(Label label) {
    return (int) truth.stream().filter(box -> box.label().equals(label)).count();
  }

  /** How many cells of a label were found with this score or a higher one. */
  int found(Label label, double score) {
    return (int)
        found.stream()
            .filter(detection -> detection.label().equals(label) && detection.score() >= score)
            .count();
  }
}
