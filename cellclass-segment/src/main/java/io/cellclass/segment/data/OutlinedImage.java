package io.cellclass.segment.data;

import io.cellclass.Label;
import io.cellclass.segment.LabelMap;
import java.util.List;

/**
 * What a file of outlines says of one image.
 *
 * @param file the image's file, as it is called beside the annotations; with {@code /} between
 *     names
 * @param map its cells
 * @param labels the label of each cell, that of cell 1 first
 */
public record OutlinedImage(String file, LabelMap map, List<Label> labels) {
  /**
   * Checks the name and the number of labels, and copies the list.
   *
   * @throws IllegalArgumentException if the name is blank or holds a control character, or there is
   *     not a label for each cell
   */
  public OutlinedImage {
    AnnotatedImage.requireName(file);
    labels = List.copyOf(labels);
    requireLabels(map, labels);
  }

  static void requireLabels(LabelMap map, List<Label> labels) {
    if (labels.size() != map.count()) {
      throw new IllegalArgumentException(
          "expected a label for each of " + map.count() + " cells, found " + labels.size());
    }
  }
}
