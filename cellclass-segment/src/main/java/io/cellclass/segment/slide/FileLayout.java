package io.cellclass.segment.slide;

import io.cellclass.segment.slide.FileParts.Part;
import java.util.List;

/**
 * An image file whose structure was checked.
 *
 * @param reader the name that ImageIO has for its format
 * @param parts what a reader gets to see of it
 * @param fromStart whether all rows above a region are decoded with it
 * @param obstacle why it cannot be read by region; empty where it can
 */
record FileLayout(String reader, List<Part> parts, boolean fromStart, String obstacle) {
  static FileLayout whole(String reader, String obstacle) {
    return new FileLayout(reader, List.of(), false, obstacle);
  }
}
