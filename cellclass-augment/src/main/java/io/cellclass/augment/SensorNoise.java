package io.cellclass.augment;

import io.cellclass.Augmentation;
import io.cellclass.RgbImage;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The noise of a camera: each value is the number of electrons that light sets free, which follows
 * Poisson's distribution, and the noise of reading them out, a normal one (the model of the
 * standard EMVA 1288; Foi et al., <i>IEEE Transactions on Image Processing</i> 17 (2008)
 * 1737-1754). The values of the image are taken for sRGB and brought to linear light for it. Safe
 * for concurrent use.
 *
 * @param whiteElectrons how many electrons white stands for, within 10 to 1,000,000: the fewer, the
 *     more noise
 * @param readNoise the standard deviation of the reading in electrons, within 0 to 10,000
 */
public record SensorNoise(Range whiteElectrons, Range readNoise) implements Augmentation {
  private static final double[] LIGHT = new double[256];
  // The least light that is nearest to each level but the first.
  private static final double[] STEPS = new double[255];

  static {
    for (int level = 0; level < LIGHT.length; level++) {
      LIGHT[level] = linear(level / 255.0);
    }
    for (int level = 0; level < STEPS.length; level++) {
      STEPS[level] = linear((level + 0.5) / 255);
    }
  }

  /**
   * A sensor within ranges.
   *
   * @throws IllegalArgumentException if the electrons are not within 10 to 1,000,000 or the noise
   *     is not within 0 to 10,000
   */
  public SensorNoise {
    whiteElectrons.requireWithin("the electrons of white", 10, 1e6);
    readNoise.requireWithin("the noise of reading in electrons", 0, 1e4);
  }

  @Override
  public RgbImage apply(RgbImage image, RandomGenerator random) {
    double white = whiteElectrons.draw(random);
    double noise = readNoise.draw(random);
    Poisson[] electrons = new Poisson[256];
    Arrays.setAll(electrons, level -> new Poisson(LIGHT[level] * white));
    byte[] bytes = image.bytes();
    for (int i = 0; i < bytes.length; i++) {
      double count = electrons[bytes[i] & 0xff].draw(random) + noise * random.nextGaussian();
      bytes[i] = (byte) level(count / white);
    }
    return RgbImage.of(image.width(), image.height(), bytes);
  }

  /** The level of sRGB that is nearest to a share of white light. */
  private static int level(double light) {
    int found = Arrays.binarySearch(STEPS, light);
    return found < 0 ? -found - 1 : found + 1;
  }

  /** The decoding of sRGB, IEC 61966-2-1. */
  private static double linear(double value) {
    return value <= 0.04045 ? value / 12.92 : StrictMath.pow((value + 0.055) / 1.055, 2.4);
  }
}
