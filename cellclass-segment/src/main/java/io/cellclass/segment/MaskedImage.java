package io.cellclass.segment;

import io.cellclass.ImageSource;
import java.io.IOException;

/**
 * An image whose cells an expert outlined. Both are read each time they are asked for.
 *
 * @param id what the image is called, once in its set
 * @param image the image
 * @param truth its cells, in a map of the image's size
 */
public record MaskedImage(String id, ImageSource image, MapSource truth) {
  /** Where a map of labels comes from. Safe for concurrent use. */
  @FunctionalInterface
  public interface MapSource {
    /**
     * Reads the map.
     *
     * @throws IOException if it cannot be read, or is none; the message names the file
     */
    LabelMap read() throws IOException;
  }
}
