package io.cellclass.augment;

import io.cellclass.Augmentation;
import io.cellclass.RgbImage;
import java.util.random.RandomGenerator;

/**
 * Moves all values away from the mean luminance of the image, or towards it. Safe for concurrent
 * use.
 *
 * @param factor how many times farther from the mean values become, within 0 to 4
 */
public record Contrast(Range factor) implements Augmentation {
  /**
   * A factor within a range.
   *
   * @throws IllegalArgumentException if the range is not within 0 to 4
   */
  public Contrast {
    factor.requireWithin("the factor of a contrast", 0, 4);
  }

  /**
   * A factor from {@code 1 - share} to {@code 1 + share}.
   *
   * @param share from 0 to 1
   * @throws IllegalArgumentException if that is outside 0 to 1
   */
  public Contrast(double share) {
    this(Range.around(1, share));
  }

  @Override
  public RgbImage apply(RgbImage image, RandomGenerator random) {
    double drawn = factor.draw(random);
    double mean = Levels.meanLuma(image.bytes());
    return Levels.map(image, level -> mean + drawn * (level - mean));
  }
}
