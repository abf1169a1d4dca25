package io.cellclass.segment.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DistanceTransformTest {
  @Test
  void theDistanceIsToTheNearestPixelOutside() {
    boolean[] drawn = Drawing.mask(".###", "####", "####");

    assertThat(DistanceTransform.inside(drawn, 4, 3))
        .containsExactly(
            0,
            1,
            2,
            3,
            1,
            (float) Math.sqrt(2),
            (float) Math.sqrt(5),
            (float) Math.sqrt(10),
            2,
            (float) Math.sqrt(5),
            (float) Math.sqrt(8),
            (float) Math.sqrt(13));
  }

  @Property(tries = 300)
  void itIsWhatATrialOfAllPixelsFinds(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 25) int width,
      @ForAll @IntRange(min = 1, max = 25) int height,
      @ForAll @DoubleRange(min = 0.0, max = 0.3) double outside) {
    Random random = new Random(seed);
    boolean[] mask = new boolean[width * height];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = random.nextDouble() >= outside;
    }

    assertThat(DistanceTransform.inside(mask, width, height)).isEqualTo(tried(mask, width));
  }

  private static float[] tried(boolean[] mask, int width) {
    float[] distances = new float[mask.length];
    for (int i = 0; i < mask.length; i++) {
      int nearest = Integer.MAX_VALUE;
      for (int j = 0; j < mask.length; j++) {
        if (!mask[j]) {
          int across = i % width - j % width;
          int down = i / width - j / width;
          nearest = Math.min(nearest, across * across + down * down);
        }
      }
      distances[i] =
          nearest == Integer.MAX_VALUE ? Float.POSITIVE_INFINITY : (float) Math.sqrt(nearest);
    }
    return distances;
  }

  @Test
  void anotherNumberOfPixelsIsRefused() {
    assertThatThrownBy(() -> DistanceTransform.inside(new boolean[3], 2, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a mask of 2x2 pixels, found 3");
  }
}
