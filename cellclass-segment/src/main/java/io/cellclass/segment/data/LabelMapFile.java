package io.cellclass.segment.data;

import io.cellclass.UnreadableImageException;
import io.cellclass.network.AtomicFile;
import io.cellclass.segment.LabelMap;
import io.cellclass.segment.PixelClass;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A label map as a grey image: the value of a pixel is the number of its cell, 0 for background.
 * Fiji, napari, QuPath and StarDist read and write such files. The class of pixels is not in them;
 * {@link #writeClasses} writes it instead of the cells.
 */
public final class LabelMapFile {
  private static final int MOST_IN_16_BITS = 0xffff;
  private static final int CYTOPLASM = 128;
  private static final int NUCLEUS = 255;

  private LabelMapFile() {}

  /**
   * Reads a PNG, BMP or TIFF file with one channel of 8, 16 or 32 bits; of several pages the first.
   * Cells are numbered anew, without gaps, in the order of their values.
   *
   * @throws UnreadableImageException if it is no such file, too large, or a value is 2³¹ or more
   * @throws IOException if it cannot be read
   */
  public static LabelMap read(Path file) throws IOException {
    GreyImage image = GreyImage.read(file);
    for (int cell : image.samples) {
      if (cell < 0) {
        throw new UnreadableImageException(
            file.toString(),
            "expected cells below 2147483648, found " + Integer.toUnsignedString(cell));
      }
    }
    return LabelMap.of(image.width, image.height, Numbering.withoutGaps(image.samples));
  }

  /**
   * Writes a PNG file of 16 bits.
   *
   * @param file replaced if it is there
   * @throws IllegalArgumentException if there are more than 65,535 cells
   * @throws IOException if it cannot be written
   */
  public static void writePng(Path file, LabelMap map) throws IOException {
    if (map.count() > MOST_IN_16_BITS) {
      throw new IllegalArgumentException(
          "a PNG file holds at most " + MOST_IN_16_BITS + " cells, not " + map.count());
    }
    write(file, picture(map, map.cells(), DataBuffer.TYPE_USHORT), "png");
  }

  /**
   * Writes a TIFF file of 16 bits, or of 32 where there are more than 65,535 cells.
   *
   * @param file replaced if it is there
   * @throws IOException if it cannot be written
   */
  public static void writeTiff(Path file, LabelMap map) throws IOException {
    int type = map.count() > MOST_IN_16_BITS ? DataBuffer.TYPE_INT : DataBuffer.TYPE_USHORT;
    write(file, picture(map, map.cells(), type), "tiff");
  }

  /**
   * Writes the class of each pixel as a PNG file of 8 bits: 255 nucleus, 128 cytoplasm, 0
   * background. {@link MaskFolder} reads such files; cells that touch are one there.
   *
   * @param file replaced if it is there
   * @throws IOException if it cannot be written
   */
  public static void writeClasses(Path file, LabelMap map) throws IOException {
    int[] values = new int[map.width() * map.height()];
    for (int i = 0; i < values.length; i++) {
      PixelClass pixelClass = map.pixelClass(i % map.width(), i / map.width());
      values[i] =
          switch (pixelClass) {
            case BACKGROUND -> 0;
            case CYTOPLASM -> CYTOPLASM;
            case NUCLEUS -> NUCLEUS;
          };
    }
    write(file, picture(map, values, DataBuffer.TYPE_BYTE), "png");
  }

  private static BufferedImage picture(LabelMap map, int[] values, int type) {
    ComponentColorModel grey =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_GRAY), false, false, Transparency.OPAQUE, type);
    WritableRaster raster = grey.createCompatibleWritableRaster(map.width(), map.height());
    raster.setSamples(0, 0, map.width(), map.height(), 0, values);
    return new BufferedImage(grey, raster, false, null);
  }

  private static void write(Path file, BufferedImage picture, String format) throws IOException {
    AtomicFile.write(file, out -> write(out, picture, format));
  }

  private static void write(OutputStream out, BufferedImage picture, String format)
      throws IOException {
    ImageWriter writer = writer(format);
    try (MemoryCacheImageOutputStream cache = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(cache);
      writer.write(picture);
    } finally {
      writer.dispose();
    }
  }

  private static ImageWriter writer(String format) throws IOException {
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName(format);
    while (writers.hasNext()) {
      ImageWriter writer = writers.next();
      if (writer.getClass().getName().startsWith("com.sun.imageio.plugins.")) {
        return writer;
      }
    }
    throw new IOException("this Java has no writer of " + format);
  }
}
