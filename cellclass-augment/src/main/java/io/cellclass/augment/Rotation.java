package io.cellclass.augment;

import java.util.random.RandomGenerator;

/**
 * Turns an image about its centre.
 *
 * @param degrees how far, counter-clockwise, within -180 to 180
 */
public record Rotation(Range degrees) implements GeometricAugmentation {
  /**
   * A turn within a range.
   *
   * @throws IllegalArgumentException if the range is not within -180 to 180 degrees
   */
  public Rotation {
    degrees.requireWithin("the degrees of a rotation", -180, 180);
  }

  /**
   * A turn in either direction.
   *
   * @param mostDegrees the furthest, from 0 to 180
   * @throws IllegalArgumentException if that is outside 0 to 180
   */
  public Rotation(double mostDegrees) {
    this(Range.around(0, mostDegrees));
  }

  @Override
  public AffineMap draw(int width, int height, RandomGenerator random) {
    double angle = StrictMath.toRadians(degrees.draw(random));
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    return AffineMap.aboutCentre(width, height, cos, sin, -sin, cos);
  }
}
