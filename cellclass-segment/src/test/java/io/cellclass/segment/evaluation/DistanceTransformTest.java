package io.cellclass.segment.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DistanceTransformTest {
  @Test
  void distancesToOnePixelAreThoseOfPythagoras() {
    boolean[] set = new boolean[12];
    set[5] = true;

    assertThat(DistanceTransform.squared(4, 3, set))
        .containsExactly(2, 1, 2, 5, 1, 0, 1, 4, 2, 1, 2, 5);
  }

  @Property(tries = 300)
  void theyAreThoseThatASearchOfAllPixelsFinds(
      @ForAll @IntRange(min = 1, max = 17) int width,
      @ForAll @IntRange(min = 1, max = 13) int height,
      @ForAll @IntRange(min = 0, max = 40) int more,
      @ForAll long seed) {
    Random random = new Random(seed);
    boolean[] set = new boolean[width * height];
    for (int i = 0; i <= more; i++) {
      set[random.nextInt(set.length)] = true;
    }

    assertThat(DistanceTransform.squared(width, height, set)).containsExactly(search(width, set));
  }

  private static int[] search(int width, boolean[] set) {
    int[] squared = new int[set.length];
    for (int i = 0; i < set.length; i++) {
      squared[i] = Integer.MAX_VALUE;
      for (int j = 0; j < set.length; j++) {
        if (set[j]) {
          int across = i % width - j % width;
          int along = i / width - j / width;
          squared[i] = Math.min(squared[i], across * across + along * along);
        }
      }
    }
    return squared;
  }
}
