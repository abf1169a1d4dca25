package io.cellclass.explain.faithfulness;

import io.cellclass.RgbImage;
import io.cellclass.UnreadableImageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The pixels of an image that show the true cell, at least one. Immutable and safe for concurrent
 * use.
 */
public final class Mask {
  /** A pixel of a file is cell if a channel is above this, of 255: a quarter of full scale. */
  private static final int BACKGROUND_UP_TO = 64;

  private final int width;
  private final int height;
  private final BitSet cell;

  private Mask(int width, int height, BitSet cell) {
    this.width = width;
    this.height = height;
    this.cell = cell;
  }

  /**
   * The mask with these pixels.
   *
   * @param cell for each pixel, row by row, whether it shows the cell
   * @throws IllegalArgumentException if a side is not positive, {@code cell} is not {@code width *
   *     height} long, or no pixel shows the cell
   */
  public static Mask of(int width, int height, boolean... cell) {
    if (width < 1 || height < 1 || cell.length != (long) width * height) {
      throw new IllegalArgumentException(
          "expected a value for each pixel of "
              + Sizes.text(width, height)
              + ", found "
              + cell.length);
    }
    BitSet pixels = new BitSet(cell.length);
    for (int i = 0; i < cell.length; i++) {
      pixels.set(i, cell[i]);
    }
    if (pixels.isEmpty()) {
      throw new IllegalArgumentException("expected a mask with a cell, found no pixel of one");
    }
    return new Mask(width, height, pixels);
  }

  /**
   * Reads a picture of a mask, as a PNG file: cell is where red, green or blue is brighter than 64
   * of 255, samples of other depths scaled. So cytoplasm and nucleus may have two values, and the
   * stray dark values of a lossy picture do no harm. Transparent pixels count as white; the file's
   * gamma is not applied.
   *
   * @throws UnreadableImageException if the file is not a whole image, or no pixel of it is cell
   * @throws IOException if the file cannot be read
   */
  public static Mask read(Path file) throws IOException {
    RgbImage picture = RgbImage.read(file);
    Mask mask = new Mask(picture.width(), picture.height(), bright(picture.bytes()));
    if (mask.cell.isEmpty()) {
      throw new UnreadableImageException(
          file.toString(),
          "expected a mask with a cell, found no value above " + BACKGROUND_UP_TO + " of 255");
    }
    return mask;
  }

  /**
   * Reads the mask of an image, as {@link #read(Path)} does.
   *
   * @throws UnreadableImageException if the file is not a whole image or not of the image's size,
   *     or no pixel of it is cell
   * @throws IOException if the file cannot be read
   */
  public static Mask read(Path file, RgbImage image) throws IOException {
    Mask mask = read(file);
    if (mask.width != image.width() || mask.height != image.height()) {
      throw new UnreadableImageException(
          file.toString(),
          "expected a mask of the image's "
              + Sizes.text(image.width(), image.height())
              + " pixels, found "
              + Sizes.text(mask.width, mask.height));
    }
    return mask;
  }

  private static BitSet bright(byte[] rgb) {
    BitSet bright = new BitSet(rgb.length / 3);
    for (int i = 0; i < rgb.length; i++) {
      if ((rgb[i] & 0xff) > BACKGROUND_UP_TO) {
        bright.set(i / 3);
      }
    }
    return bright;
  }

  /** The number of columns. */
  public int width() {
    return width;
  }

  /** The number of rows. */
  public int height() {
    return height;
  }

  /** Whether a pixel shows the cell; false outside the image. */
  public boolean contains(int x, int y) {
    return x >= 0 && x < width && y >= 0 && y < height && cell.get(y * width + x);
  }

  /** The number of pixels that show the cell. */
  public int area() {
    return cell.cardinality();
  }

  /**
   * The share of the image that shows the cell, in (0, 1]: what {@link Localisation#energyInside}
   * is for a map that says the same everywhere.
   */
  public double areaShare() {
    return area() / ((double) width * height);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Mask that
        && width == that.width
        && height == that.height
        && cell.equals(that.cell);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * width + height) + cell.hashCode();
  }

  @Override
  public String toString() {
    return "Mask[" + area() + " of " + Sizes.text(width, height) + " pixels]";
  }
}
