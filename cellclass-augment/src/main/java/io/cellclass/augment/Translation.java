package io.cellclass.augment;

import java.util.random.RandomGenerator;

/**
 * Shifts an image.
 *
 * @param right how far to the right, as a share of the width, within -1 to 1
 * @param down how far down, as a share of the height, within -1 to 1
 */
public record Translation(Range right, Range down) implements GeometricAugmentation {
  /**
   * A shift within a range for each direction.
   *
   * @throws IllegalArgumentException if one is not within -1 to 1
   */
  public Translation {
    right.requireWithin("the share of the width that a translation shifts by", -1, 1);
    down.requireWithin("the share of the height that a translation shifts by", -1, 1);
  }

  /**
   * A shift to any side.
   *
   * @param mostShare the furthest, as a share of width and height, from 0 to 1
   * @throws IllegalArgumentException if that is outside 0 to 1
   */
  public Translation(double mostShare) {
    this(Range.around(0, mostShare), Range.around(0, mostShare));
  }

  @Override
  public AffineMap draw(int width, int height, RandomGenerator random) {
    double x = right.draw(random) * width;
    double y = down.draw(random) * height;
    return new AffineMap(1, 0, x, 0, 1, y);
  }
}
