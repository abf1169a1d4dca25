package io.cellclass;

import java.util.random.RandomGenerator;

record OccasionalAugmentation(Augmentation augmentation, double probability)
    implements Augmentation {
  OccasionalAugmentation {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("a probability must be in [0, 1], not " + probability);
    }
  }

  @Override
  public RgbImage apply(RgbImage image, RandomGenerator random) {
    return random.nextDouble() < probability ? augmentation.apply(image, random) : image;
  }
}
