package io.cellclass.segment.slide;

import io.cellclass.ImageLimits;
import io.cellclass.RgbImage;
import io.cellclass.UnreadableImageException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * An image of which any region can be read: a file of any size, or an image in memory. Safe for
 * concurrent use; readers of one file wait for each other. Implement it to read a scanner's own
 * format.
 */
public interface SlideImage extends Closeable {
  /**
   * Opens a PNG, JPEG, BMP or TIFF file, told by its content. Up to 16.8 megapixels it is decoded
   * at once, as {@link RgbImage#read(Path)} does. More are read by region, as far as the format
   * allows, to the same pixels:
   *
   * <ul>
   *   <li>TIFF in tiles or strips, uncompressed or compressed by LZW, Deflate, PackBits or JPEG:
   *       only the tiles or strips are decoded that a region touches, one at a time. Those that are
   *       compressed may hold 64 MiB each.
   *   <li>PNG that is not interlaced, and JPEG that is not progressive: all rows above a region are
   *       decoded each time and dropped (of PNG, those below too). The rows of the last large
   *       region are kept in their whole width, where an eighth of the largest heap has room for
   *       them, so that the regions beside it cost nothing.
   * </ul>
   *
   * <p>The samples are of 8 bits, grey or red, green and blue, with transparency or without it; the
   * file has up to 4 GB (no BigTIFF). Of several pages the first is read. What cannot be read by
   * region is decoded at once if it has no more pixels than {@link ImageLimits#DEFAULT}.
   *
   * @throws UnreadableImageException if the file is not a whole image of these formats, or can
   *     neither be read by region nor at once
   * @throws IOException if it cannot be read, such as {@link java.nio.file.NoSuchFileException}
   */
  static SlideImage open(Path file) throws IOException {
    return SlideFile.open(file);
  }

  /**
   * An image in memory.
   *
   * @param name what it is called in messages
   */
  static SlideImage of(String name, RgbImage image) {
    return new ImageInMemory(name, image);
  }

  /** What the image is called in messages. */
  String name();

  /** The number of columns. */
  int width();

  /** The number of rows. */
  int height();

  /**
   * Decodes a region.
   *
   * @param left its first column
   * @param top its first row
   * @throws IllegalArgumentException if it has no pixel, or is not inside the image
   * @throws IllegalStateException after {@link #close()}
   * @throws UnreadableImageException if its data are corrupt
   * @throws IOException if the file cannot be read
   */
  RgbImage read(int left, int top, int width, int height) throws IOException;
}
