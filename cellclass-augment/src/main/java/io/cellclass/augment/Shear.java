package io.cellclass.augment;

import java.util.random.RandomGenerator;

/**
 * Leans an image to one side: rows are shifted along themselves, the further the farther they are
 * from the centre. After a {@link Rotation} that is a shear of the cell in any direction.
 *
 * @param slope the shift from one row to the next in pixels, the tangent of the angle by which
 *     upright lines lean, within -1 to 1
 */
public record Shear(Range slope) implements GeometricAugmentation {
  /**
   * A shear within a range.
   *
   * @throws IllegalArgumentException if the range is not within -1 to 1
   */
  public Shear {
    slope.requireWithin("the slope of a shear", -1, 1);
  }

  /**
   * A shear in either direction.
   *
   * @param mostSlope the steepest, from 0 to 1
   * @throws IllegalArgumentException if that is outside 0 to 1
   */
  public Shear(double mostSlope) {
    this(Range.around(0, mostSlope));
  }

  @Override
  public AffineMap draw(int width, int height, RandomGenerator random) {
    return AffineMap.aboutCentre(width, height, 1, slope.draw(random), 0, 1);
  }
}
