package io.cellclass.segment.measure;

import io.cellclass.RgbImage;
import java.util.List;

/**
 * One value for each pixel of an image: a colour, the amount of a stain, or the intensity of a
 * fluorescent marker. Immutable and safe for concurrent use.
 */
public final class Channel {
  private final String name;
  private final int width;
  private final int height;
  private final float[] values;

  private Channel(String name, int width, int height, float[] values) {
    this.name = name;
    this.width = width;
    this.height = height;
    this.values = values;
  }

  /**
   * A channel with these values.
   *
   * @param values row by row, in any unit; copied
   * @throws IllegalArgumentException if the name is blank, or the values are not {@code width *
   *     height}
   */
  public static Channel of(String name, int width, int height, float[] values) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a channel needs a name");
    }
    if (width < 1 || height < 1 || values.length != (long) width * height) {
      throw new IllegalArgumentException(
          name + ": expected " + width + "x" + height + " values, found " + values.length);
    }
    return new Channel(name, width, height, values.clone());
  }

  /** Red, green and blue of an image, from 0 to 255. */
  public static List<Channel> colours(RgbImage image) {
    byte[] rgb = image.bytes();
    float[][] planes = new float[3][rgb.length / 3];
    for (int i = 0; i < rgb.length; i++) {
      planes[i % 3][i / 3] = rgb[i] & 0xff;
    }
    return List.of(
        new Channel("red", image.width(), image.height(), planes[0]),
        new Channel("green", image.width(), image.height(), planes[1]),
        new Channel("blue", image.width(), image.height(), planes[2]));
  }

  /** What the channel shows. */
  public String name() {
    return name;
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
   * The value of a pixel.
   *
   * @throws IndexOutOfBoundsException if the pixel is outside the channel
   */
  public float value(int x, int y) {
    if (x < 0 || x >= width || y < 0 || y >= height) {
      throw new IndexOutOfBoundsException("pixel (" + x + ", " + y + ") of " + this);
    }
    return values[y * width + x];
  }

  @Override
  public String toString() {
    return "Channel[" + name + ", " + width + "x" + height + "]";
  }
}
