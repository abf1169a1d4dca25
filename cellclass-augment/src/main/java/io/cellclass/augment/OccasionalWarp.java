package io.cellclass.augment;

import java.util.random.RandomGenerator;

/** A geometric step in a share of the cases, none in the others. */
record OccasionalWarp(GeometricAugmentation augmentation, double probability)
    implements GeometricAugmentation {
  OccasionalWarp {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("a probability must be in [0, 1], not " + probability);
    }
  }

  @Override
  public AffineMap draw(int width, int height, RandomGenerator random) {
    return random.nextDouble() < probability
        ? augmentation.draw(width, height, random)
        : AffineMap.IDENTITY;
  }

  @Override
  public BorderMode border() {
    return augmentation.border();
  }
}
