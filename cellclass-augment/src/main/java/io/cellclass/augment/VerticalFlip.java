package io.cellclass.augment;

import java.util.random.RandomGenerator;

/**
 * Exchanges top and bottom, always: {@code new VerticalFlip().withProbability(0.5)} does so for
 * half of the images. No value is changed.
 */
public record VerticalFlip() implements GeometricAugmentation {
  @Override
  public AffineMap draw(int width, int height, RandomGenerator random) {
    return new AffineMap(1, 0, 0, 0, -1, height - 1);
  }
}
