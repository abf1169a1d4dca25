package io.cellclass.examples;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.imageio.ImageIO;

/** PNG files in a folder, called as the images that they were made of. */
final class PictureFiles {
  private final OutputFolder folder;
  private final Set<String> taken = new HashSet<>();
  private final Map<Path, String> names = new HashMap<>();

  PictureFiles(OutputFolder folder) {
    this.folder = folder;
  }

  /**
   * Writes a picture.
   *
   * @param of the image file
   * @param suffix what tells it from other pictures of that image
   */
  void write(Path of, String suffix, BufferedImage picture) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", bytes);
    folder.write(name(of) + suffix + ".png", bytes.toByteArray());
  }

  /** The image's own name; of two images of one name the second has a number behind it. */
  String name(Path of) {
    return names.computeIfAbsent(
        of,
        file -> {
          String own = Objects.requireNonNull(file.getFileName()).toString();
          String stem = own.contains(".") ? own.substring(0, own.lastIndexOf('.')) : own;
          String name = stem;
          for (int number = 2; !taken.add(name); number++) {
            name = stem + "-" + number;
          }
          return name;
        });
  }
}
