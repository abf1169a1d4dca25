package io.cellclass.segment.data;

import io.cellclass.ImageLimits;
import io.cellclass.RgbImage;
import io.cellclass.UnreadableImageException;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * The samples of an image with one channel, as they are in the file: {@link RgbImage} and {@code
 * getRGB} would round them, or take them for light.
 */
final class GreyImage {
  /** Formats without loss. */
  static final Set<String> EXTENSIONS = Set.of("png", "bmp", "tif", "tiff");

  private static final Set<String> CHECKED = Set.of("png", "bmp");

  final int width;
  final int height;

  /** Row by row; nobody changes them. */
  final int[] samples;

  /** The bits of a sample. */
  final int bits;

  /** Whether samples are places in a table of colours. */
  final boolean palette;

  private GreyImage(int width, int height, int[] samples, int bits, boolean palette) {
    this.width = width;
    this.height = height;
    this.samples = samples;
    this.bits = bits;
    this.palette = palette;
  }

  /**
   * Reads a PNG, BMP or TIFF file.
   *
   * @throws UnreadableImageException if it is no whole image with one channel of at most 32 bits,
   *     or has more pixels than {@link ImageLimits#DEFAULT}
   */
  static GreyImage read(Path file) throws IOException {
    byte[] bytes = TextFile.bytes(file);
    String format = format(file);
    if (CHECKED.contains(format)) {
      // It looks at checksums and the file's end, which the JDK's reader does not.
      RgbImage.read(file);
    }
    ImageReader reader = reader(format, file);
    try (MemoryCacheImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      reader.setInput(in, true, true);
      long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
      if (pixels > ImageLimits.DEFAULT.pixels()) {
        throw unreadable(
            file, "expected at most " + ImageLimits.DEFAULT.pixels() + " pixels, found " + pixels);
      }
      return of(reader.read(0), file);
    } catch (UnreadableImageException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The JDK's readers answer a corrupt file with exceptions of every kind.
      throw new UnreadableImageException(file.toString(), "no whole " + format + " image", e);
    } finally {
      reader.dispose();
    }
  }

  private static GreyImage of(BufferedImage picture, Path file) throws UnreadableImageException {
    Raster raster = picture.getRaster();
    ColorModel model = picture.getColorModel();
    int type = raster.getDataBuffer().getDataType();
    if (raster.getNumBands() != 1
        || type == DataBuffer.TYPE_FLOAT
        || type == DataBuffer.TYPE_DOUBLE) {
      throw unreadable(
          file,
          "expected one channel of whole numbers, found "
              + raster.getNumBands()
              + (type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE ? ", real" : ""));
    }
    int[] samples = raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), 0, (int[]) null);
    return new GreyImage(
        raster.getWidth(),
        raster.getHeight(),
        samples,
        raster.getSampleModel().getSampleSize(0),
        model instanceof IndexColorModel);
  }

  private static String format(Path file) throws UnreadableImageException {
    String name = String.valueOf(file.getFileName());
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (!EXTENSIONS.contains(extension)) {
      throw unreadable(file, "expected a file without loss, .png, .bmp, .tif or .tiff");
    }
    return extension.equals("tif") ? "tiff" : extension;
  }

  private static ImageReader reader(String format, Path file) throws UnreadableImageException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      // The JDK's own, whatever plug-ins an application has: the same file gives the same samples.
      if (reader.getClass().getName().startsWith("com.sun.imageio.plugins.")) {
        return reader;
      }
    }
    throw unreadable(file, "this Java has no reader of " + format);
  }

  private static UnreadableImageException unreadable(Path file, String problem) {
    return new UnreadableImageException(file.toString(), problem);
  }
}
