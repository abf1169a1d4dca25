package io.cellclass.augment;

import io.cellclass.Augmentation;
import io.cellclass.RgbImage;
import java.util.random.RandomGenerator;

/**
 * Multiplies all channels by one factor, as a stronger lamp or a longer exposure does; what exceeds
 * white is white. Safe for concurrent use.
 *
 * @param factor within 0 to 4
 */
public record Brightness(Range factor) implements Augmentation {
  /**
   * A factor within a range.
   *
   * @throws IllegalArgumentException if the range is not within 0 to 4
   */
  public Brightness {
    factor.requireWithin("the factor of a brightness", 0, 4);
  }

  /**
   * A factor from {@code 1 - share} to {@code 1 + share}.
   *
   * @param share from 0 to 1
   * @throws IllegalArgumentException if that is outside 0 to 1
   */
  public Brightness(double share) {
    this(Range.around(1, share));
  }

  @Override
  public RgbImage apply(RgbImage image, RandomGenerator random) {
    double drawn = factor.draw(random);
    return Levels.map(image, level -> level * drawn);
  }
}
