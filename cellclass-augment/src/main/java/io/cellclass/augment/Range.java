package io.cellclass.augment;

import java.util.random.RandomGenerator;

/**
 * The numbers from one to another, from which an augmentation draws with equal chance.
 *
 * @param least the smallest number, finite
 * @param most the largest number, finite
 */
public record Range(double least, double most) {
  /**
   * The numbers from {@code least} to {@code most}.
   *
   * @throws IllegalArgumentException if they are not finite or {@code least} is the larger one
   */
  public Range {
    if (!Double.isFinite(least) || !Double.isFinite(most) || least > most) {
      throw new IllegalArgumentException(
          "a range must be from a smaller to a larger finite number, not from "
              + least
              + " to "
              + most);
    }
  }

  /**
   * The numbers that differ from a centre by at most {@code distance}.
   *
   * @throws IllegalArgumentException if the distance is negative or not finite
   */
  public static Range around(double centre, double distance) {
    if (!(distance >= 0)) {
      throw new IllegalArgumentException("a distance must be 0 or more, not " + distance);
    }
    return new Range(centre - distance, centre + distance);
  }

  /** The range that holds one number only. */
  public static Range only(double value) {
    return new Range(value, value);
  }

  double draw(RandomGenerator random) {
    return Math.min(most, least + random.nextDouble() * (most - least));
  }

  /** This range, if it lies within bounds. */
  Range requireWithin(String name, double lowest, double highest) {
    if (least < lowest || most > highest) {
      throw new IllegalArgumentException(
          name + " must be within " + new Range(lowest, highest) + ", not " + this);
    }
    return this;
  }

  @Override
  public String toString() {
    return least == most ? String.valueOf(least) : least + ".." + most;
  }
}
