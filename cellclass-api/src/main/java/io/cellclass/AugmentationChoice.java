package io.cellclass;

import java.util.List;
import java.util.random.RandomGenerator;

record AugmentationChoice(List<Augmentation> choices) implements Augmentation {
  AugmentationChoice {
    if (choices.isEmpty()) {
      throw new IllegalArgumentException("expected at least one augmentation to choose from");
    }
  }

  @Override
  public RgbImage apply(RgbImage image, RandomGenerator random) {
    return choices.get(random.nextInt(choices.size())).apply(image, random);
  }
}
