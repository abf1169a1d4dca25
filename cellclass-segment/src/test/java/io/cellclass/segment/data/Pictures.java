package io.cellclass.segment.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Small image files. */
final class Pictures {
  private Pictures() {}

  /** A colour image of 8x6 pixels. */
  static Path write(Path file) throws IOException {
    return write(file, new BufferedImage(8, 6, BufferedImage.TYPE_INT_RGB));
  }

  /** Grey values of 8 bits. */
  static Path writeGrey(Path file, int width, int... values) throws IOException {
    BufferedImage picture =
        new BufferedImage(width, values.length / width, BufferedImage.TYPE_BYTE_GRAY);
    picture.getRaster().setSamples(0, 0, width, values.length / width, 0, values);
    return write(file, picture);
  }

  static Path write(Path file, BufferedImage picture) throws IOException {
    Files.createDirectories(file.toAbsolutePath().resolveSibling("."));
    String name = file.toString();
    boolean written =
        ImageIO.write(picture, name.substring(name.lastIndexOf('.') + 1), file.toFile());
    if (!written) {
      throw new IOException("no writer for " + file);
    }
    return file;
  }
}
