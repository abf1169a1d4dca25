package io.cellclass.augment;

import java.util.random.RandomGenerator;

/**
 * Enlarges or shrinks what is in an image about its centre, in both directions alike, so that round
 * cells stay round.
 *
 * @param factor how many times larger it becomes, within 0.25 to 4
 */
public record Zoom(Range factor) implements GeometricAugmentation {
  /**
   * A zoom within a range of factors.
   *
   * @throws IllegalArgumentException if the range is not within 0.25 to 4
   */
  public Zoom {
    factor.requireWithin("the factor of a zoom", 0.25, 4);
  }

  /**
   * A zoom by a factor from {@code 1 - share} to {@code 1 + share}.
   *
   * @param share from 0 to 0.75
   * @throws IllegalArgumentException if that is outside 0 to 0.75
   */
  public Zoom(double share) {
    this(Range.around(1, share));
  }

  @Override
  public AffineMap draw(int width, int height, RandomGenerator random) {
    double drawn = factor.draw(random);
    return AffineMap.aboutCentre(width, height, drawn, 0, 0, drawn);
  }
}
