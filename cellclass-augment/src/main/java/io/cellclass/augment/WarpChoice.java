package io.cellclass.augment;

import java.util.List;
import java.util.random.RandomGenerator;

/** One of several geometric steps. */
record WarpChoice(List<GeometricAugmentation> choices) implements GeometricAugmentation {
  WarpChoice {
    choices = List.copyOf(choices);
    if (choices.isEmpty()) {
      throw new IllegalArgumentException("expected at least one augmentation to choose from");
    }
    List<BorderMode> borders =
        choices.stream().map(GeometricAugmentation::border).distinct().toList();
    if (borders.size() > 1) {
      throw new IllegalArgumentException(
          "expected one border mode in all choices, found " + borders);
    }
  }

  @Override
  public AffineMap draw(int width, int height, RandomGenerator random) {
    return choices.get(random.nextInt(choices.size())).draw(width, height, random);
  }

  @Override
  public BorderMode border() {
    return choices.get(0).border();
  }
}
