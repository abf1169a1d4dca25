package io.cellclass.dl4j;

import io.cellclass.Augmentation;
import io.cellclass.RgbImage;
import java.util.random.RandomGenerator;

/**
 * Mirrors, turns, zooms and brightens an image at random. Pixels are interpolated between their
 * four neighbours; beyond the border the image is mirrored.
 *
 * @param upright whether the image keeps its top: only left and right are exchanged then, and it
 *     turns no further than {@code degrees}; otherwise it is mirrored and turned by right angles
 *     too
 * @param degrees the largest turn in either direction
 * @param zoom the largest change of size, as a share
 * @param brightness the largest change of brightness, as a share
 */
record AffineJitter(boolean upright, double degrees, double zoom, double brightness)
    implements Augmentation {
  @Override
  public RgbImage apply(RgbImage image, RandomGenerator random) {
    boolean mirrored = random.nextBoolean();
    double angle = Math.toRadians((2 * random.nextDouble() - 1) * degrees);
    if (!upright) {
      angle += random.nextInt(4) * (Math.PI / 2);
    }
    double scale = 1 / (1 + (2 * random.nextDouble() - 1) * zoom);
    double gain = 1 + (2 * random.nextDouble() - 1) * brightness;
    double cos = StrictMath.cos(angle) * scale;
    double sin = StrictMath.sin(angle) * scale;
    return new Warp(image, mirrored ? -cos : cos, mirrored ? -sin : sin, cos, sin, gain).draw();
  }

  /**
   * Draws each pixel from where {@code (x cosX - y sinY, x sinX + y cosY)}, about the centre,
   * points to.
   */
  private static final class Warp {
    private final int width;
    private final int height;
    private final byte[] source;
    private final double cosX;
    private final double sinX;
    private final double cosY;
    private final double sinY;
    private final double gain;

    Warp(RgbImage image, double cosX, double sinX, double cosY, double sinY, double gain) {
      this.width = image.width();
      this.height = image.height();
      this.source = image.bytes();
      this.cosX = cosX;
      this.sinX = sinX;
      this.cosY = cosY;
      this.sinY = sinY;
      this.gain = gain;
    }

    RgbImage draw() {
      byte[] target = new byte[source.length];
      int at = 0;
      for (int row = 0; row < height; row++) {
        double y = row + 0.5 - height / 2.0;
        for (int column = 0; column < width; column++) {
          double x = column + 0.5 - width / 2.0;
          interpolate(
              x * cosX - y * sinY + width / 2.0 - 0.5,
              x * sinX + y * cosY + height / 2.0 - 0.5,
              target,
              at);
          at += 3;
        }
      }
      return RgbImage.of(width, height, target);
    }

    private void interpolate(double x, double y, byte[] target, int at) {
      int left = (int) Math.floor(x);
      int top = (int) Math.floor(y);
      float right = (float) (x - left);
      float down = (float) (y - top);
      int topRow = mirrored(top, height) * width;
      int bottomRow = mirrored(top + 1, height) * width;
      int leftColumn = mirrored(left, width);
      int rightColumn = mirrored(left + 1, width);
      for (int channel = 0; channel < 3; channel++) {
        float upper =
            mix(value(topRow + leftColumn, channel), value(topRow + rightColumn, channel), right);
        float lower =
            mix(
                value(bottomRow + leftColumn, channel),
                value(bottomRow + rightColumn, channel),
                right);
        long shade = Math.round(gain * mix(upper, lower, down));
        target[at + channel] = (byte) Math.max(0, Math.min(255, shade));
      }
    }

    private float value(int pixel, int channel) {
      return source[3 * pixel + channel] & 0xff;
    }

    private static float mix(float a, float b, float share) {
      return a + share * (b - a);
    }

    private static int mirrored(int position, int length) {
      int within = Math.floorMod(position, 2 * length);
      return within < length ? within : 2 * length - 1 - within;
    }
  }
}
