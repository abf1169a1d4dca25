package io.cellclass.examples;

import io.cellclass.ImageSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Images to learn from, and others to choose by.
 *
 * @param training seven in eight
 * @param validation the others, at least one
 */
record HeldOutImages<T>(List<T> training, List<T> validation) {
  private static final int ONE_IN = 8;

  /**
   * Divides images at random; those that are the same stay together.
   *
   * @throws IllegalArgumentException if there are fewer than two that differ
   */
  static <T> HeldOutImages<T> of(
      List<T> images, Function<T, ImageSource> source, RandomGenerator random) throws IOException {
    int[] groups = SameImages.groups(images.stream().map(source).toList());
    List<Integer> left = new ArrayList<>(Arrays.stream(groups).distinct().boxed().toList());
    if (left.size() < 2) {
      throw new IllegalArgumentException(
          "expected at least two different images to learn from, found " + left.size());
    }
    Set<Integer> aside = new HashSet<>();
    for (int count = Math.max(1, left.size() / ONE_IN); count > 0; count--) {
      aside.add(left.remove(random.nextInt(left.size())));
    }
    List<T> training = new ArrayList<>();
    List<T> validation = new ArrayList<>();
    for (int i = 0; i < groups.length; i++) {
      (aside.contains(groups[i]) ? validation : training).add(images.get(i));
    }
    return new HeldOutImages<>(training, validation);
  }
}
