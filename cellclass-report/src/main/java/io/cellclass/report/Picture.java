package io.cellclass.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A picture and the size at which the page shows it, in the page's pixels. */
record Picture(BufferedImage pixels, int width, int height) {
  /** A picture that was drawn on a sheet. */
  static Picture of(Sheet sheet) {
    BufferedImage pixels = sheet.pixels();
    return new Picture(pixels, pixels.getWidth() / Sheet.SCALE, pixels.getHeight() / Sheet.SCALE);
  }

  /** The picture as a PNG file. */
  byte[] png() throws IOException {
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("png");
    if (!writers.hasNext()) {
      throw new IOException("this Java has no writer of PNG files");
    }
    ImageWriter writer = writers.next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // Not ImageIO.write, which makes a temporary file.
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(pixels);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
