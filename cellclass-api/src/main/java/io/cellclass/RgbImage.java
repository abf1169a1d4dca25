package io.cellclass;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A picture of 8-bit red, green and blue values in sRGB. Immutable and safe for concurrent use.
 *
 * <p>Pixels are addressed by column {@code x} and row {@code y} from the upper left corner.
 */
public final class RgbImage {
  private final int width;
  private final int height;
  private final byte[] bytes;

  private RgbImage(int width, int height, byte[] bytes) {
    this.width = width;
    this.height = height;
    this.bytes = bytes;
  }

  /**
   * Reads a PNG, JPEG, BMP or TIFF file, refusing one that claims more than {@link
   * ImageLimits#DEFAULT}.
   *
   * @throws UnreadableImageException if the file is not a whole image of these formats, or too
   *     large
   * @throws IOException if the file cannot be read
   */
  public static RgbImage read(Path file) throws IOException {
    return read(file, ImageLimits.DEFAULT);
  }

  /**
   * Reads a PNG, JPEG, BMP or TIFF file, told by its content. 16-bit samples are rounded to 8 bits,
   * grey becomes equal red, green and blue, transparent pixels are laid over white. Of several
   * pages the first is read. The colour profile of a JPEG file is applied; other profiles, gamma
   * and orientation are not.
   *
   * <p>Not read, although the formats have them: CMYK, lossless and arithmetic-coded JPEG,
   * run-length-coded BMP, and TIFF with real, signed or 32-bit samples, in CMYK or Lab, of fax
   * compressions, or larger than 4 GB.
   *
   * @throws UnreadableImageException if the file is not a whole image of these formats, or larger
   *     than the limits
   * @throws IOException if the file cannot be read, such as {@link
   *     java.nio.file.NoSuchFileException}
   */
  public static RgbImage read(Path file, ImageLimits limits) throws IOException {
    return ImageDecoder.read(file, limits);
  }

  /**
   * Decodes the bytes of a PNG, JPEG, BMP or TIFF file, as {@link #read(Path)} does.
   *
   * @throws UnreadableImageException if the bytes are not a whole image of these formats, or too
   *     large
   */
  public static RgbImage decode(byte[] encoded) throws UnreadableImageException {
    return ImageDecoder.decode(encoded, "image in memory", ImageLimits.DEFAULT);
  }

  /**
   * The image with these pixels.
   *
   * @param bytes red, green and blue of each pixel, row by row; copied
   * @throws IllegalArgumentException if a side is not positive or {@code bytes} is not {@code 3 *
   *     width * height} long
   */
  public static RgbImage of(int width, int height, byte[] bytes) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "an image's sides must be positive, not " + width + "x" + height);
    }
    if (bytes.length != 3L * width * height) {
      throw new IllegalArgumentException(
          "expected "
              + 3L * width * height
              + " bytes for "
              + width
              + "x"
              + height
              + " pixels, found "
              + bytes.length);
    }
    return new RgbImage(width, height, bytes.clone());
  }

  /** The image that takes these bytes over: nobody may change them any more. */
  static RgbImage owning(int width, int height, byte[] bytes) {
    return new RgbImage(width, height, bytes);
  }

  /**
   * The pixels of a picture as {@link BufferedImage#getRGB} gives them; transparent ones are laid
   * over white.
   */
  public static RgbImage copyOf(BufferedImage picture) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    byte[] bytes = new byte[Math.multiplyExact(3, Math.multiplyExact(width, height))];
    int[] row = new int[width];
    int at = 0;
    for (int y = 0; y < height; y++) {
      picture.getRGB(0, y, width, 1, row, 0, width);
      for (int argb : row) {
        int alpha = argb >>> 24;
        bytes[at++] = overWhite(argb >> 16 & 0xff, alpha);
        bytes[at++] = overWhite(argb >> 8 & 0xff, alpha);
        bytes[at++] = overWhite(argb & 0xff, alpha);
      }
    }
    return new RgbImage(width, height, bytes);
  }

  private static byte overWhite(int value, int alpha) {
    return (byte) (alpha == 255 ? value : (value * alpha + 255 * (255 - alpha) + 127) / 255);
  }

  /** The number of columns. */
  public int width() {
    return width;
  }

  /** The number of rows. */
  public int height() {
    return height;
  }

  /**
   * The colour of a pixel as {@code 0xRRGGBB}.
   *
   * @throws IndexOutOfBoundsException if the pixel is outside the image
   */
  public int rgb(int x, int y) {
    if (x < 0 || x >= width || y < 0 || y >= height) {
      throw new IndexOutOfBoundsException(
          "pixel (" + x + ", " + y + ") of a " + width + "x" + height + " image");
    }
    int at = 3 * (y * width + x);
    return (bytes[at] & 0xff) << 16 | (bytes[at + 1] & 0xff) << 8 | (bytes[at + 2] & 0xff);
  }

  /** A copy of red, green and blue of each pixel, row by row. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** A copy as a picture of the JDK, of type {@link BufferedImage#TYPE_INT_RGB}. */
  public BufferedImage toBufferedImage() {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        picture.setRGB(x, y, rgb(x, y));
      }
    }
    return picture;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RgbImage that
        && width == that.width
        && height == that.height
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * width + height) + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "RgbImage[" + width + "x" + height + "]";
  }
}
