package io.cellclass.augment;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Geometric steps, one after the other, in one map. */
record Warp(List<GeometricAugmentation> steps, BorderMode border) implements GeometricAugmentation {
  Warp {
    steps = List.copyOf(steps);
  }

  static Warp of(GeometricAugmentation first, GeometricAugmentation second) {
    return new Warp(
        Stream.concat(steps(first).stream(), steps(second).stream()).toList(), first.border());
  }

  private static List<GeometricAugmentation> steps(GeometricAugmentation augmentation) {
    return augmentation instanceof Warp warp ? warp.steps : List.of(augmentation);
  }

  @Override
  public AffineMap draw(int width, int height, RandomGenerator random) {
    AffineMap map = AffineMap.IDENTITY;
    for (GeometricAugmentation step : steps) {
      map = map.then(step.draw(width, height, random));
    }
    return map;
  }

  @Override
  public GeometricAugmentation withBorder(BorderMode other) {
    return new Warp(steps, other);
  }
}
