package io.cellclass.augment;

import java.util.random.RandomGenerator;

/**
 * Exchanges left and right, always: {@code new HorizontalFlip().withProbability(0.5)} does so for
 * half of the images. No value is changed.
 */
public record HorizontalFlip() implements GeometricAugmentation {
  @Override
  public AffineMap draw(int width, int height, RandomGenerator random) {
    return new AffineMap(-1, 0, width - 1, 0, 1, 0);
  }
}
