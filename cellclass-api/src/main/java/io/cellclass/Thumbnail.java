package io.cellclass;

/**
 * A small square picture in grey of what an image shows, free of its light and contrast.
 *
 * <p>Everything of the image lies in it, squeezed. Each value says how far the place is above or
 * below its surroundings, in units of how much these vary (local contrast normalisation), so that
 * the faint cells around count as much as the dark nucleus in the middle, which looks alike in
 * thousands of images. Values stand row by row.
 */
final class Thumbnail {
  /** The number of rows and columns in which pictures are told apart at first. */
  static final int COARSE = 32;

  /** The number of rows and columns in which those that looked alike are compared again. */
  static final int FINE = 64;

  /** The standard deviation of the Gaussian window that is the surroundings, in pixels. */
  private static final double SURROUNDINGS = 3;

  /** Grey levels that are noise: where less than this varies, there is nothing to see. */
  private static final double NOISE = 3;

  private Thumbnail() {}

  /** The mean grey of the part of the image below each pixel, in [0, 255]. */
  static float[] grey(RgbImage image, int side) {
    int width = image.width();
    int height = image.height();
    byte[] bytes = image.bytes();
    float[] rows = new float[side * width];
    for (int y = 0; y < height; y++) {
      double top = (double) y * side / height;
      double bottom = (double) (y + 1) * side / height;
      for (int j = (int) top; j < side && j < bottom; j++) {
        float share = (float) (Math.min(bottom, j + 1.0) - Math.max(top, j));
        for (int x = 0; x < width; x++) {
          rows[j * width + x] += share * luma(bytes, 3 * (y * width + x));
        }
      }
    }
    float[] grey = new float[side * side];
    for (int x = 0; x < width; x++) {
      double left = (double) x * side / width;
      double right = (double) (x + 1) * side / width;
      for (int i = (int) left; i < side && i < right; i++) {
        float share = (float) (Math.min(right, i + 1.0) - Math.max(left, i));
        for (int j = 0; j < side; j++) {
          grey[j * side + i] += share * rows[j * width + x];
        }
      }
    }
    return grey;
  }

  /** ITU-R BT.601. */
  private static float luma(byte[] bytes, int at) {
    return 0.299f * (bytes[at] & 0xff)
        + 0.587f * (bytes[at + 1] & 0xff)
        + 0.114f * (bytes[at + 2] & 0xff);
  }

  /** The grey picture with its local mean and contrast taken out. */
  static float[] normalised(float[] grey, int side) {
    float[] mean = blurred(grey, side);
    float[] rest = new float[grey.length];
    float[] squares = new float[grey.length];
    for (int i = 0; i < grey.length; i++) {
      rest[i] = grey[i] - mean[i];
      squares[i] = rest[i] * rest[i];
    }
    float[] variance = blurred(squares, side);
    for (int i = 0; i < grey.length; i++) {
      rest[i] /= (float) Math.sqrt(variance[i] + NOISE * NOISE);
    }
    return rest;
  }

  private static float[] blurred(float[] picture, int side) {
    return transposed(alongRows(transposed(alongRows(picture, side), side), side), side);
  }

  private static float[] transposed(float[] picture, int side) {
    return Symmetry.TRANSPOSED.of(picture, side);
  }

  /** Beyond the border the picture is mirrored. */
  private static float[] alongRows(float[] picture, int side) {
    int reach = (int) Math.ceil(2.5 * SURROUNDINGS);
    float[] blurred = new float[picture.length];
    double total = 0;
    for (int d = -reach; d <= reach; d++) {
      double weight = Math.exp(-0.5 * d * d / (SURROUNDINGS * SURROUNDINGS));
      total += weight;
      for (int x = 0; x < side; x++) {
        int from = x + d < 0 ? -1 - x - d : x + d >= side ? 2 * side - 1 - x - d : x + d;
        for (int y = 0; y < side; y++) {
          blurred[y * side + x] += (float) (weight * picture[y * side + from]);
        }
      }
    }
    for (int i = 0; i < blurred.length; i++) {
      blurred[i] /= (float) total;
    }
    return blurred;
  }
}
