package io.cellclass.segment.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ConnectedComponentsTest {
  @Test
  void cornersJoinOnlyWhereAsked() {
    boolean[] drawn = Drawing.mask("##..", "..#.", "#..#");

    assertThat(ConnectedComponents.of(drawn, 4, 3, Connectivity.FOUR))
        .containsExactly(1, 1, 0, 0, 0, 0, 2, 0, 3, 0, 0, 4);
    assertThat(ConnectedComponents.of(drawn, 4, 3, Connectivity.EIGHT))
        .containsExactly(1, 1, 0, 0, 0, 0, 1, 0, 2, 0, 0, 1);
  }

  @Test
  void armsThatMeetLateAreOne() {
    boolean[] drawn = Drawing.mask("#.#.#", "#.#.#", "#####");

    assertThat(ConnectedComponents.of(drawn, 5, 3, Connectivity.FOUR)).contains(1);
    assertThat(ConnectedComponents.count(ConnectedComponents.of(drawn, 5, 3, Connectivity.FOUR)))
        .isEqualTo(1);
  }

  @Property(tries = 200)
  void theyAreWhatAFloodFromEachPixelFinds(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int width) {
    Random random = new Random(seed);
    boolean[] mask = new boolean[width * 9];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = random.nextInt(5) < 3;
    }
    for (Connectivity connectivity : Connectivity.values()) {
      assertThat(ConnectedComponents.of(mask, width, 9, connectivity))
          .isEqualTo(flooded(mask, width, connectivity == Connectivity.EIGHT ? 2 : 1));
    }
  }

  private static int[] flooded(boolean[] mask, int width, int reach) {
    int[] numbers = new int[mask.length];
    int count = 0;
    for (int start = 0; start < mask.length; start++) {
      if (!mask[start] || numbers[start] > 0) {
        continue;
      }
      ArrayDeque<Integer> open = new ArrayDeque<>();
      open.add(start);
      numbers[start] = ++count;
      while (!open.isEmpty()) {
        int at = open.remove();
        for (int next = 0; next < mask.length; next++) {
          int across = Math.abs(next % width - at % width);
          int down = Math.abs(next / width - at / width);
          if (mask[next]
              && numbers[next] == 0
              && Math.max(across, down) == 1
              && across + down <= reach) {
            numbers[next] = count;
            open.add(next);
          }
        }
      }
    }
    return numbers;
  }

  @Test
  void anotherNumberOfPixelsIsRefused() {
    assertThatThrownBy(() -> ConnectedComponents.of(new boolean[5], 2, 2, Connectivity.FOUR))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a mask of 2x2 pixels, found 5");
  }
}
