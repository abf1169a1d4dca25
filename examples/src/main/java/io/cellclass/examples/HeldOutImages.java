package io.cellclass.examples;

import java.util.ArrayList;
import java.util.List;
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
   * Divides images at random.
   *
   * @throws IllegalArgumentException if there are fewer than two
   */
  static <T> HeldOutImages<T> of(List<T> images, RandomGenerator random) {
    if (images.size() < 2) {
      throw new IllegalArgumentException(
          "expected at least two images to learn from, found " + images.size());
    }
    List<T> left = new ArrayList<>(images);
    List<T> aside = new ArrayList<>();
    for (int count = Math.max(1, images.size() / ONE_IN); count > 0; count--) {
      aside.add(left.remove(random.nextInt(left.size())));
    }
    return new HeldOutImages<>(left, aside);
  }
}
