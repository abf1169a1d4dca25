package io.cellclass;

import java.io.IOException;
import java.nio.file.Path;

/** Where an image comes from: decoded each time it is asked for. Safe for concurrent use. */
public interface ImageSource {
  /** What messages call the image: for a file, its path. */
  String name();

  /**
   * Decodes the image.
   *
   * @throws UnreadableImageException if it is corrupt or of no known format
   * @throws IOException if it cannot be read
   */
  RgbImage read() throws IOException;

  /** An image file, read by {@link RgbImage#read(Path)}. */
  static ImageSource file(Path file) {
    return new ImageFile(file);
  }

  /** An image in memory under a name. */
  static ImageSource of(String name, RgbImage image) {
    return new ImageInMemory(name, image);
  }
}
