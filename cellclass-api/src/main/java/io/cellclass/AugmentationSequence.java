package io.cellclass;

import java.util.random.RandomGenerator;

record AugmentationSequence(Augmentation first, Augmentation second) implements Augmentation {
  @Override
  public RgbImage apply(RgbImage image, RandomGenerator random) {
    return second.apply(first.apply(image, random), random);
  }
}
