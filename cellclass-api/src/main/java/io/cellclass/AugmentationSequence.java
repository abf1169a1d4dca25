package io.cellclass;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** One change after another; never a sequence of sequences, however they were put together. */
record AugmentationSequence(List<Augmentation> steps) implements Augmentation {
  AugmentationSequence {
    steps = List.copyOf(steps);
  }

  @Override
  public RgbImage apply(RgbImage image, RandomGenerator random) {
    RgbImage changed = image;
    for (Augmentation step : steps) {
      changed = step.apply(changed, random);
    }
    return changed;
  }

  /** The last step may know how to be one with the next. */
  @Override
  public Augmentation then(Augmentation next) {
    if (next instanceof AugmentationSequence sequence) {
      return thenEach(this, sequence);
    }
    List<Augmentation> joined = new ArrayList<>(steps.subList(0, steps.size() - 1));
    Augmentation end = steps.get(steps.size() - 1).then(next);
    if (end instanceof AugmentationSequence ends) {
      joined.addAll(ends.steps);
    } else {
      joined.add(end);
    }
    return new AugmentationSequence(joined);
  }

  static Augmentation thenEach(Augmentation first, AugmentationSequence sequence) {
    Augmentation all = first;
    for (Augmentation step : sequence.steps) {
      all = all.then(step);
    }
    return all;
  }
}
