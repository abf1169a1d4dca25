package io.cellclass.segment;

import io.cellclass.ImageSource;
import java.util.List;

/**
 * An image whose cells an expert marked by boxes.
 *
 * @param id what the image is called, once in its set
 * @param image the image, decoded each time it is asked for
 * @param boxes the cells
 */
public record BoxedImage(String id, ImageSource image, List<LabelledBox> boxes) {
  /** Copies the list. */
  public BoxedImage {
    boxes = List.copyOf(boxes);
  }
}
