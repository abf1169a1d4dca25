package io.cellclass;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Image files in memory, written by the JDK. */
final class Encoded {
  private Encoded() {}

  /** A smooth picture with some noise, so that every format has something to pack. */
  static BufferedImage picture(int width, int height, int type) {
    BufferedImage picture = new BufferedImage(width, height, type);
    Random random = new Random(7);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int red = 255 * x / width;
        int green = 255 * y / height;
        picture.setRGB(x, y, 0xff000000 | red << 16 | green << 8 | random.nextInt(64));
      }
    }
    return picture;
  }

  static byte[] as(String format, BufferedImage picture) {
    return as(format, picture, "");
  }

  /** With a compression of the format, with its default where that is empty. */
  static byte[] as(String format, BufferedImage picture, String compression) {
    return write(format, picture, compression, false, false);
  }

  static byte[] progressive(String format, BufferedImage picture) {
    return write(format, picture, "", true, false);
  }

  static byte[] tiled(BufferedImage picture, String compression) {
    return write("tiff", picture, compression, false, true);
  }

  private static byte[] write(
      String format,
      BufferedImage picture,
      String compression,
      boolean progressive,
      boolean tiled) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ImageWriteParam param = writer.getDefaultWriteParam();
    if (!compression.isEmpty()) {
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionType(compression);
    }
    if (progressive) {
      param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    }
    if (tiled) {
      param.setTilingMode(ImageWriteParam.MODE_EXPLICIT);
      param.setTiling(16, 16, 0, 0);
    }
    try (var stream = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(picture, null, null), param);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
