package io.cellclass.segment.evaluation;

import io.cellclass.Label;
import io.cellclass.segment.Detection;
import io.cellclass.segment.LabelledBox;
import java.util.List;

/**
 * The cells of an image as boxes: as they are, and as they were found.
 *
 * @param id what the image is called
 * @param width the image's width in pixels, or 0 if it is not known
 * @param height the image's height in pixels, or 0 if it is not known
 * @param truth the cells that an expert marked
 * @param found the cells that were found, in any order
 */
public record DetectedImage(
    String id, int width, int height, List<LabelledBox> truth, List<Detection> found) {
  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if a side is negative, or only one is 0
   */
  public DetectedImage {
    if (width < 0 || height < 0 || (width == 0) != (height == 0)) {
      throw new IllegalArgumentException(id + ": no size of an image: " + width + "x" + height);
    }
    truth = List.copyOf(truth);
    found = List.copyOf(found);
  }

  /** An image whose size is not known. */
  public DetectedImage(String id, List<LabelledBox> truth, List<Detection> found) {
    this(id, 0, 0, truth, found);
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
