package io.cellclass.segment.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WatershedTest {
  private static boolean[] everywhere(int pixels) {
    boolean[] mask = new boolean[pixels];
    Arrays.fill(mask, true);
    return mask;
  }

  @Test
  void basinsMeetAtTheCrest() {
    float[] landscape = {0, 1, 2, 9, 3, 2, -1};
    int[] markers = {5, 0, 0, 0, 0, 0, 2};

    assertThat(Watershed.flood(landscape, markers, everywhere(7), 7, 1))
        .containsExactly(5, 5, 5, 5, 2, 2, 2);
  }

  @Test
  void anUnmarkedHollowIsFilledByWhoComesOverTheLowerPass() {
    // From the left over a crest of 4 or from the right over one of 6, whose top is its own side's.
    float[] landscape = {0, 4, 1, 0, 1, 6, 0};
    int[] markers = {1, 0, 0, 0, 0, 0, 2};

    assertThat(Watershed.flood(landscape, markers, everywhere(7), 7, 1))
        .containsExactly(1, 1, 1, 1, 1, 2, 2);
  }

  @Test
  void aPlainIsSharedByDistance() {
    int[] markers = new int[9];
    markers[0] = 1;
    markers[8] = 2;

    assertThat(Watershed.flood(new float[9], markers, everywhere(9), 9, 1))
        .containsExactly(1, 1, 1, 1, 1, 2, 2, 2, 2);
  }

  @Test
  void twoTouchingDiscsArePartedWhereTheyTouch() {
    int width = 60;
    boolean[] mask = new boolean[width * 30];
    for (int i = 0; i < mask.length; i++) {
      double y = i / width - 15;
      mask[i] = Math.hypot(i % width - 18, y) <= 13 || Math.hypot(i % width - 40, y) <= 13;
    }
    float[] distances = DistanceTransform.inside(mask, width, 30);
    int[] markers = Peaks.of(distances, mask, 1, width, 30);
    float[] depths = new float[distances.length];
    for (int i = 0; i < depths.length; i++) {
      depths[i] = -distances[i];
    }

    int[] basins = Watershed.flood(depths, markers, mask, width, 30);

    assertThat(Arrays.stream(basins).max()).hasValue(2);
    for (int i = 0; i < mask.length; i++) {
      int x = i % width;
      // The chord through which they touch is the column 29.
      int expected = !mask[i] ? 0 : x < 29 ? 1 : 2;
      assertThat(basins[i] == expected || (mask[i] && x == 29)).as("pixel %d", i).isTrue();
    }
  }

  @Test
  void theFloodStaysInTheMask() {
    boolean[] drawn = Drawing.mask("##.##", "##.##");
    int[] markers = {3, 0, 0, 0, 0, 0, 0, 7, 0, 0};

    assertThat(Watershed.flood(new float[10], markers, drawn, 5, 2))
        .containsExactly(3, 3, 0, 0, 0, 3, 3, 0, 0, 0);
  }

  /**
   * Each pixel is reached at the lowest level that a way from any marker allows: found here by
   * relaxing until nothing changes.
   */
  @Property(tries = 100)
  void eachPixelJoinsABasinThatReachesItAtTheLowestLevel(@ForAll long seed) {
    Random random = new Random(seed);
    int width = 9;
    float[] landscape = new float[width * 8];
    for (int i = 0; i < landscape.length; i++) {
      landscape[i] = random.nextInt(-5, 6);
    }
    int[] markers = new int[landscape.length];
    markers[random.nextInt(36)] = 1;
    markers[36 + random.nextInt(36)] = 2;
    float[] first = levels(landscape, markers, 1, width);
    float[] second = levels(landscape, markers, 2, width);

    int[] basins = Watershed.flood(landscape, markers, everywhere(landscape.length), width, 8);

    for (int i = 0; i < basins.length; i++) {
      assertThat(basins[i] == 1 ? first[i] : second[i]).isEqualTo(Math.min(first[i], second[i]));
    }
  }

  private static float[] levels(float[] landscape, int[] markers, int marker, int width) {
    float[] levels = new float[landscape.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = markers[i] == marker ? landscape[i] : Float.POSITIVE_INFINITY;
    }
    for (int round = 0; round < landscape.length; round++) {
      for (int i = 0; i < levels.length; i++) {
        for (int j = 0; j < levels.length; j++) {
          boolean close =
              Math.abs(i % width - j % width) <= 1 && Math.abs(i / width - j / width) <= 1;
          if (close) {
            levels[i] = Math.min(levels[i], Math.max(levels[j], landscape[i]));
          }
        }
      }
    }
    return levels;
  }

  @Test
  void whatIsNoMapIsRefused() {
    assertThatThrownBy(
            () -> Watershed.flood(new float[] {0, Float.NaN}, new int[2], everywhere(2), 2, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the height at (1, 0) is not a number");
    assertThatThrownBy(() -> Watershed.flood(new float[2], new int[] {0, -1}, everywhere(2), 2, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a marker is negative: -1");
    assertThatThrownBy(() -> Watershed.flood(new float[2], new int[3], everywhere(2), 2, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected markers of 2x1 pixels, found 3");
  }
}
