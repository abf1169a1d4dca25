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

  @Test
  void squaresBeyondAnIntAreExact() {
    boolean[] set = new boolean[100_000];
    set[0] = true;

    assertThat(DistanceTransform.squared(100_000, 1, set)[99_999]).isEqualTo(99_999L * 99_999);
    assertThat(DistanceTransform.squared(1, 100_000, set)[99_999]).isEqualTo(99_999L * 99_999);
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

  private static long[] search(int width, boolean[] set) {
    long[] squared = new long[set.length];
    for (int i = 0; i < set.length; i++) {
      squared[i] = Long.MAX_VALUE;
      for (int j = 0; j < set.length; j++) {
        if (set[j]) {
          int across = i % width - j % width;
          int along = i / width - j / width;
          squared[i] = Math.min(squared[i], (long) across * across + (long) along * along);
        }
      }
    }
    return squared;
  }
}
