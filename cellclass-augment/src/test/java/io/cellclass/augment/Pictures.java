package io.cellclass.augment;

import io.cellclass.RgbImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Assumptions;

/** Pictures to try augmentations on. */
final class Pictures {
  private Pictures() {}

  /** A picture of the colours {@code 0xRRGGBB} that a function of column and row gives. */
  static RgbImage of(int width, int height, IntBinaryOperator rgb) {
    byte[] bytes = new byte[3 * width * height];
    for (int i = 0; i < width * height; i++) {
      int value = rgb.applyAsInt(i % width, i / width);
      bytes[3 * i] = (byte) (value >> 16);
      bytes[3 * i + 1] = (byte) (value >> 8);
      bytes[3 * i + 2] = (byte) value;
    }
    return RgbImage.of(width, height, bytes);
  }

  /** A picture in which every pixel is different from its neighbours. */
  static RgbImage noise(int width, int height, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return of(width, height, (x, y) -> random.nextInt(1 << 24));
  }

  static RgbImage plain(int width, int height, int rgb) {
    return of(width, height, (x, y) -> rgb);
  }

  /** A black picture with a soft white spot. */
  static RgbImage spot(int width, int height, double centreX, double centreY) {
    return of(
        width,
        height,
        (x, y) -> {
          double square = Math.pow(x - centreX, 2) + Math.pow(y - centreY, 2);
          return 0x010101 * (int) Math.round(240 * Math.exp(-square / (2 * 2.5 * 2.5)));
        });
  }

  /** The centre of the light in a picture, column and row. */
  static double[] centreOfLight(RgbImage image) {
    double sum = 0;
    double x = 0;
    double y = 0;
    for (int row = 0; row < image.height(); row++) {
      for (int column = 0; column < image.width(); column++) {
        int light = image.rgb(column, row) & 0xff;
        sum += light;
        x += light * (double) column;
        y += light * (double) row;
      }
    }
    return new double[] {x / sum, y / sum};
  }

  /**
   * A file or folder of the public image sets that lie beside the project on some machines; the
   * test is skipped where it is not there.
   */
  static Path shared(String name) {
    String named = System.getenv("CELLCLASS_SHARED");
    Path shared = named == null ? Path.of("..", "..", "shared") : Path.of(named);
    Path wanted = shared.resolve(name).toAbsolutePath().normalize();
    Assumptions.assumeTrue(Files.exists(wanted), () -> "without " + wanted);
    return wanted;
  }
}
