package io.cellclass.segment.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RunLengthsTest {
  @Test
  void runsGoDownTheColumnsAndBeginOutside() {
    boolean[] mask = {
      true, false, false, //
      true, true, false
    };

    assertThat(RunLengths.of(3, 2, mask)).containsExactly(0, 2, 1, 1, 2);
    assertThat(RunLengths.mask(3, 2, List.of(0, 2, 1, 1, 2))).isEqualTo(mask);
  }

  /**
   * 100 is 4 + 3 * 32: '0' + 32 + 4 and '0' + 3. Then 5 and 20; 20 needs a second character, as its
   * fifth bit would be a sign. Then 2 as 2 - 5 = -3, whose five bits are 29: '0' + 29.
   */
  @Test
  void stringsHoldFiveBitsACharacter() {
    assertThat(RunLengths.parse("T35d0M")).containsExactly(100, 5, 20, 2);
    assertThat(RunLengths.parse("")).isEmpty();
  }

  @Test
  void whatIsNoMaskIsRefused() {
    List<Integer> none = List.of();
    for (List<Integer> counts : List.of(List.of(5), List.of(3, 4), List.of(7, -1), none)) {
      assertThatThrownBy(() -> RunLengths.mask(3, 2, counts))
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (String text : List.of("T", " ", "ü", "M", "ooooooooooo0", "TTTTTTTO")) {
      assertThatThrownBy(() -> RunLengths.parse(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Property(tries = 200)
  void aMaskIsGivenBack(
      @ForAll @IntRange(min = 1, max = 9) int width,
      @ForAll @IntRange(min = 1, max = 9) int height,
      @ForAll long seed) {
    Random random = new Random(seed);
    boolean[] mask = new boolean[width * height];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = random.nextInt(3) == 0;
    }

    assertThat(RunLengths.mask(width, height, RunLengths.of(width, height, mask))).isEqualTo(mask);
  }
}
