package io.cellclass.segment.data;

import io.cellclass.segment.Detection;
import io.cellclass.segment.LabelledBox;
import java.util.List;

/**
 * What a file of boxes says of one image.
 *
 * @param file the image's file, as it is called beside the annotations; with {@code /} between
 *     names
 * @param width the image's width in pixels
 * @param height the image's height in pixels
 * @param cells its cells; those that an expert marked have the score 1
 */
public record AnnotatedImage(String file, int width, int height, List<Detection> cells) {
  /**
   * Checks name and size, and copies the list.
   *
   * @throws IllegalArgumentException if the name is blank or holds a control character, or a side
   *     is not positive
   */
  public AnnotatedImage {
    requireName(file);
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          file + ": expected a width and height from 1 up, found " + width + " and " + height);
    }
    cells = List.copyOf(cells);
  }

  /**
   * An image whose cells an expert marked.
   *
   * @throws IllegalArgumentException as the constructor does
   */
  public static AnnotatedImage ofTruth(
      String file, int width, int height, List<LabelledBox> cells) {
    return new AnnotatedImage(
        file,
        width,
        height,
        cells.stream().map(cell -> new Detection(cell.box(), cell.label(), 1)).toList());
  }

  static void requireName(String file) {
    if (file.isBlank() || file.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("no name of a file: \"" + file + "\"");
    }
  }

  /** The cells without their scores. */
  public List<LabelledBox> boxes() {
    return cells.stream().map(cell -> new LabelledBox(cell.box(), cell.label())).toList();
  }
}
