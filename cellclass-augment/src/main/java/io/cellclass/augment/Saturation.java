package io.cellclass.augment;

import io.cellclass.Augmentation;
import io.cellclass.RgbImage;
import java.util.random.RandomGenerator;

/**
 * Moves the channels of each pixel away from its luminance, or towards it: colours become stronger
 * or paler, and grey stays. Safe for concurrent use.
 *
 * @param factor how many times farther from grey a colour becomes, within 0 to 4
 */
public record Saturation(Range factor) implements Augmentation {
  /**
   * A factor within a range.
   *
   * @throws IllegalArgumentException if the range is not within 0 to 4
   */
  public Saturation {
    factor.requireWithin("the factor of a saturation", 0, 4);
  }

  /**
   * A factor from {@code 1 - share} to {@code 1 + share}.
   *
   * @param share from 0 to 1
   * @throws IllegalArgumentException if that is outside 0 to 1
   */
  public Saturation(double share) {
    this(Range.around(1, share));
  }

  @Override
  public RgbImage apply(RgbImage image, RandomGenerator random) {
    double drawn = factor.draw(random);
    byte[] bytes = image.bytes();
    for (int i = 0; i < bytes.length; i += 3) {
      double grey = Levels.luma(bytes, i);
      for (int channel = i; channel < i + 3; channel++) {
        bytes[channel] = Levels.of(grey + drawn * ((bytes[channel] & 0xff) - grey));
      }
    }
    return RgbImage.of(image.width(), image.height(), bytes);
  }
}
