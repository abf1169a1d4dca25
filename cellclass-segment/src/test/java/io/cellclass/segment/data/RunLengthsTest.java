package io.cellclass.segment.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellclass.segment.LabelMap;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RunLengthsTest {
  @Test
  void runsGoDownTheColumnsAndBeginOutside() {
    LabelMap map = LabelMap.of(3, 2, new int[] {1, 0, 2, 1, 1, 0});
    List<CellPixels> cells = CellPixels.of(map);

    assertThat(RunLengths.of(map, cells.get(0))).containsExactly(0, 2, 1, 1, 2);
    assertThat(RunLengths.of(map, cells.get(1))).containsExactly(4, 1, 1);
    int[] painted = new int[6];
    RunLengths.paint(3, 2, List.of(0, 2, 1, 1, 2), painted, 9);
    assertThat(painted).containsExactly(9, 0, 0, 9, 9, 0);
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
      assertThatThrownBy(() -> RunLengths.paint(3, 2, counts, new int[6], 1))
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (String text : List.of("T", " ", "ü", "M", "ooooooooooo0", "TTTTTTTO")) {
      assertThatThrownBy(() -> RunLengths.parse(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Property(tries = 200)
  void cellsAreGivenBack(
      @ForAll @IntRange(min = 1, max = 9) int width,
      @ForAll @IntRange(min = 1, max = 9) int height,
      @ForAll long seed) {
    Random random = new Random(seed);
    int[] numbers = random.ints((long) width * height, 0, 3).toArray();
    LabelMap map = LabelMap.of(width, height, Numbering.withoutGaps(numbers));

    int[] painted = new int[width * height];
    for (CellPixels cell : CellPixels.of(map)) {
      List<Integer> counts = RunLengths.of(map, cell);
      // Runs alternate, so that only the first may be empty.
      assertThat(counts.subList(1, counts.size())).doesNotContain(0);
      RunLengths.paint(width, height, counts, painted, cell.cell());
    }
    assertThat(painted).isEqualTo(map.cells());
  }
}
